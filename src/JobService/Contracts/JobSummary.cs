namespace Floe.JobService.Contracts;

/// <summary>A job as a list shows it.</summary>
public sealed record JobSummary
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required JobKind Kind { get; init; }

    public required string TableBucket { get; init; }

    public required JobState State { get; init; }

    /// <summary>Why the job is in its state, where the state alone does not say it.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>One page of jobs, newest first. <see cref="NextCursor"/> is null on the last one.</summary>
public sealed record JobPage(IReadOnlyList<JobSummary> Jobs, string? NextCursor);
