using System.Text.Json.Serialization;

namespace Floe.JobService.Contracts;

/// <summary>The form a job is written in; the engine is chosen by it.</summary>
public enum JobKind
{
    /// <summary>A SQL script in the documented subset of Spark SQL.</summary>
    [JsonStringEnumMemberName("sql")]
    Sql,

    /// <summary>A Python main file for Spark.</summary>
    [JsonStringEnumMemberName("pyspark")]
    PySpark,

    /// <summary>A main class in a jar, written in Scala or Java.</summary>
    [JsonStringEnumMemberName("spark")]
    Spark,

    /// <summary>An R main file for Spark.</summary>
    [JsonStringEnumMemberName("sparkr")]
    SparkR,

    /// <summary>A SparkApplication manifest, as the Spark Operator takes it.</summary>
    [JsonStringEnumMemberName("sparkApplication")]
    SparkApplication,
}
