using System.Text.Json;

namespace Floe.JobService.Contracts;

/// <summary>A SparkApplication or ScheduledSparkApplication that somebody made without this service. It can be seen here, and changed only where it came from.</summary>
public sealed record ExternalApplication
{
    public const string ApplicationKind = "SparkApplication";
    public const string ScheduleKind = "ScheduledSparkApplication";

    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>As a job of this service would stand; null for a schedule.</summary>
    public JobState? State { get; init; }

    public string? Reason { get; init; }

    /// <summary>The operator's own word.</summary>
    public string? OperatorState { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Of the newest attempt.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? Attempts { get; init; }

    public string? DriverPod { get; init; }

    public string? MainFile { get; init; }

    /// <summary>The ScheduledSparkApplication that made it.</summary>
    public string? Schedule { get; init; }

    public string? Cron { get; init; }

    public string? TimeZone { get; init; }

    public bool? IsSuspended { get; init; }

    public DateTimeOffset? LastRun { get; init; }

    public DateTimeOffset? NextRun { get; init; }

    public string? LastRunName { get; init; }

    /// <summary>As the cluster has it, with its status; only where one is asked for.</summary>
    public JsonElement? Manifest { get; init; }
}

/// <summary>One page, newest first. <c>nextCursor</c> is null on the last one.</summary>
public sealed record ExternalApplicationPage(IReadOnlyList<ExternalApplication> Applications, string? NextCursor);
