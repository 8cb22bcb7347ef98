using System.ComponentModel.DataAnnotations;

namespace Floe.JobService.Contracts;

/// <summary>Where and when a job runs, apart from what it does.</summary>
public sealed partial record JobDefinition
{
    /// <summary>The engine to run on, by name; null: the first one that runs the kind.</summary>
    public string? Engine { get; init; }

    /// <summary>The queue to wait in; null: <c>default</c>.</summary>
    public string? Queue { get; init; }

    /// <summary>-1000 to 1000; the higher goes first within its queue.</summary>
    [Range(-1000, 1000)]
    public int Priority { get; init; }

    /// <summary>For people and for filters of lists: at most 32, names of 1 to 63 and values of up to 255 characters.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>What happens after an attempt that failed; null: the job fails with it.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>The job fails when an attempt does not run this many seconds after the engine got it (no capacity, no image); null: it waits.</summary>
    [Range(1, 604_800)]
    public int? StartTimeoutSeconds { get; init; }
}
