using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>One schedule, as it is stored.</summary>
internal sealed class ScheduleRecord
{
    public required string Name { get; set; }

    public required string Owner { get; set; }

    public required string Cron { get; set; }

    public required string TimeZone { get; set; }

    public ConcurrencyPolicy Concurrency { get; set; }

    public bool Suspended { get; set; }

    /// <summary>The <see cref="JobDefinition"/> as JSON.</summary>
    public required string Definition { get; set; }

    public int? KeepSucceeded { get; set; }

    public int? KeepFailed { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null while suspended, or where the cron expression has no time to come.</summary>
    public DateTimeOffset? NextAt { get; set; }

    public DateTimeOffset? LastAt { get; set; }

    /// <summary>What became of the last time: a job, or why there was none.</summary>
    public string? LastResult { get; set; }
}
