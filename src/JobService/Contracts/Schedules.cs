using System.ComponentModel.DataAnnotations;

namespace Floe.JobService.Contracts;

/// <summary>The body of <c>PUT /api/v1/schedules/{name}</c>: when to submit which job. Times that pass while the service is down are left out, not made up for.</summary>
public sealed record ScheduleSettings
{
    /// <summary>Five fields: minute, hour, day of month, month, day of week. A time that a clock change leaves out fires right after it; one that comes twice fires once.</summary>
    public required string Cron { get; init; }

    /// <summary>IANA name such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    public ConcurrencyPolicy Concurrency { get; init; }

    /// <summary>True: it fires no more until it is set to false.</summary>
    public bool Suspended { get; init; }

    /// <summary>Jobs that succeeded to keep; null: as long as any job is kept.</summary>
    [Range(0, 10_000)]
    public int? KeepSucceeded { get; init; }

    /// <summary>Jobs that ended otherwise to keep; null: as long as any job is kept.</summary>
    [Range(0, 10_000)]
    public int? KeepFailed { get; init; }

    public required JobDefinition Job { get; init; }
}

/// <summary>A schedule and how it goes on.</summary>
public sealed record ScheduleDetails(string Name, string Owner, ScheduleSettings Settings, DateTimeOffset CreatedAt)
{
    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>What became of the last time: a job, or why there was none.</summary>
    public string? LastResult { get; init; }
}

public sealed record ScheduleList(IReadOnlyList<ScheduleDetails> Schedules);

/// <summary>The next times of a schedule.</summary>
public sealed record ScheduleTimes(IReadOnlyList<DateTimeOffset> Times);
