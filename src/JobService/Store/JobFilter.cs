using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>Which jobs a list shows. What is null or empty chooses nothing; all that is set must hold.</summary>
internal sealed record JobFilter
{
    /// <summary>Any of these.</summary>
    public IReadOnlyCollection<JobState> States { get; init; } = [];

    public string? Owner { get; init; }

    public string? Queue { get; init; }

    public string? Engine { get; init; }

    public string? Schedule { get; init; }

    public string? NamePrefix { get; init; }

    /// <summary>All of these.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>At this time or later.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }
}
