namespace Floe.JobService.Contracts;

/// <summary>Prometheus: Spark's own servlets on the driver's UI port.</summary>
public sealed record SparkMonitoring
{
    /// <summary>Null: on.</summary>
    public bool? Prometheus { get; init; }
}
