namespace Floe.JobService.Contracts.SparkApplications;

public sealed record DynamicAllocation : OpenObject
{
    public bool? Enabled { get; init; }

    public int? InitialExecutors { get; init; }

    public int? MinExecutors { get; init; }

    public int? MaxExecutors { get; init; }

    public bool? ShuffleTrackingEnabled { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? ShuffleTrackingTimeout { get; init; }
}
