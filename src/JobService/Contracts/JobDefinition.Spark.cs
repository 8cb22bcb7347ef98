using Floe.JobService.Contracts.SparkApplications;

namespace Floe.JobService.Contracts;

/// <summary>The parts that only Spark's engines read.</summary>
public sealed partial record JobDefinition
{
    /// <summary>What Spark is to do, and with how much; null for SQL on the built-in engine and for a manifest.</summary>
    public SparkJob? Spark { get; init; }

    /// <summary>The manifest as it was submitted.</summary>
    public SparkApplication? Application { get; init; }
}
