namespace Floe.JobService.Store;

/// <summary>One queue, as it is stored.</summary>
internal sealed class QueueRecord
{
    /// <summary>Where jobs wait that name no queue. It is always there.</summary>
    public const string Default = "default";

    public required string Name { get; set; }

    /// <summary>Its share of starts beside other queues that have jobs waiting.</summary>
    public int Weight { get; set; } = 1;

    public int? MaxRunning { get; set; }

    public int? MaxQueued { get; set; }

    public int MinPriority { get; set; }

    public int MaxPriority { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
