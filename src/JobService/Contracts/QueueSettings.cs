using System.ComponentModel.DataAnnotations;

namespace Floe.JobService.Contracts;

/// <summary>The body of <c>PUT /api/v1/queues/{name}</c>.</summary>
public sealed record QueueSettings
{
    /// <summary>1 to 1000: its share of starts beside other queues that have jobs waiting.</summary>
    [Range(1, 1000)]
    public int Weight { get; init; } = 1;

    /// <summary>Jobs of the queue that engines have at a time; null: no limit of its own.</summary>
    [Range(0, 1_000_000)]
    public int? MaxRunning { get; init; }

    /// <summary>Jobs that may wait; a submit beyond is refused with 429. Null: no limit.</summary>
    [Range(0, 1_000_000)]
    public int? MaxQueued { get; init; }

    /// <summary>The lowest priority that it takes.</summary>
    [Range(-1000, 1000)]
    public int MinPriority { get; init; } = -1000;

    /// <summary>The highest priority that it takes.</summary>
    [Range(-1000, 1000)]
    public int MaxPriority { get; init; } = 1000;
}
