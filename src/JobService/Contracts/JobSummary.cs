namespace Floe.JobService.Contracts;

/// <summary>A job as a list shows it.</summary>
public sealed record JobSummary
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required JobKind Kind { get; init; }

    public required string TableBucket { get; init; }

    /// <summary>Who submitted it.</summary>
    public required string Owner { get; init; }

    public required string Queue { get; init; }

    public int Priority { get; init; }

    public required string Engine { get; init; }

    /// <summary>The schedule that submitted it; null where a caller did.</summary>
    public string? Schedule { get; init; }

    /// <summary>Number of the newest attempt; 0 before the first.</summary>
    public int Attempt { get; init; }

    public required JobState State { get; init; }

    /// <summary>Why the job is in its state, where the state alone does not say it.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>One page of jobs, in the order that was asked for. <c>nextCursor</c> is null on the last one.</summary>
public sealed record JobPage(IReadOnlyList<JobSummary> Jobs, string? NextCursor);
