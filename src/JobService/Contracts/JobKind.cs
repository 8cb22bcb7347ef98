using System.Text.Json.Serialization;

namespace Floe.JobService.Contracts;

/// <summary>The form a job is written in; the engine is chosen by it.</summary>
public enum JobKind
{
    /// <summary>A SQL script in the documented subset of Spark SQL.</summary>
    [JsonStringEnumMemberName("sql")]
    Sql,
}
