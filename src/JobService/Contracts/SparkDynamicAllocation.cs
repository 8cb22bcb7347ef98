namespace Floe.JobService.Contracts;

/// <summary>Executors by load. Kubernetes has no external shuffle service, so shuffle tracking is always on.</summary>
public sealed record SparkDynamicAllocation
{
    public int? InitialExecutors { get; init; }

    public int? MinExecutors { get; init; }

    public int? MaxExecutors { get; init; }

    /// <summary>Milliseconds after which an executor that only holds shuffle data is let go; null: when its data is no longer needed.</summary>
    public long? ShuffleTrackingTimeout { get; init; }
}
