namespace Floe.JobService.Contracts;

/// <summary>Everything the service knows of one job but its log and its result rows.</summary>
public sealed record JobDetails
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required JobState State { get; init; }

    /// <summary>Why the job is in its state, where the state alone does not say it.</summary>
    public string? Reason { get; init; }

    /// <summary>What the job waits for, where it waits: its turn, a limit, a cluster, or somebody to resume it.</summary>
    public string? PendingReason { get; init; }

    /// <summary>Who submitted it.</summary>
    public required string Owner { get; init; }

    public required string Queue { get; init; }

    public int Priority { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The schedule that submitted it; null where a caller did.</summary>
    public string? Schedule { get; init; }

    /// <summary>The job does not start before; null where no wait holds it back.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The engine that runs the job, chosen when it was accepted.</summary>
    public required string Engine { get; init; }

    public required JobDefinition Definition { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required JobTimings Timings { get; init; }

    public required IReadOnlyList<JobAttempt> Attempts { get; init; }

    public required IReadOnlyList<JobStateChange> History { get; init; }

    /// <summary>The statements of the newest attempt.</summary>
    public required IReadOnlyList<StatementSummary> Statements { get; init; }

    public long RejectedRows { get; init; }

    /// <summary>W3C trace id of the submit and of everything the job does; null where nobody traced the submit.</summary>
    public string? TraceId { get; init; }

    public required JobLinks Links { get; init; }
}

/// <summary>Seconds, up to now where the phase goes on; null where it has not begun.</summary>
public sealed record JobTimings(double QueuedSeconds, double? RunSeconds, double TotalSeconds);

public sealed record JobAttempt(int Number, string Engine, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, JobState? Outcome, string? Reason)
{
    /// <summary>Whose logs there are: <c>driver</c>, <c>executor-1</c>.</summary>
    public IReadOnlyList<string>? LogRoles { get; init; }

    /// <summary>Addresses elsewhere by name: <c>sparkUi</c>, <c>history</c>, <c>logArchive</c>.</summary>
    public IReadOnlyDictionary<string, string>? Links { get; init; }

    /// <summary>The starts of the driver within the attempt, where the engine repeats them itself: the newest 100, oldest first.</summary>
    public IReadOnlyList<JobExecution>? Executions { get; init; }
}

public sealed record JobStateChange(JobState State, DateTimeOffset At, int Attempt, string? Reason);

/// <summary>Paths on this service.</summary>
public sealed record JobLinks(string Self, string Logs, string Result, string Cancel)
{
    public string? Events { get; init; }

    /// <summary>The Spark UI of the newest attempt, elsewhere.</summary>
    public string? SparkUi { get; init; }

    /// <summary>The newest attempt in the Spark history server, elsewhere.</summary>
    public string? History { get; init; }

    /// <summary>The newest attempt's archived logs, <c>s3://bucket/prefix/job/attempt-1/</c>; null where they are not archived.</summary>
    public string? LogArchive { get; init; }
}
