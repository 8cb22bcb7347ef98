using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>One attempt at a job, as it is stored.</summary>
internal sealed class AttemptRecord
{
    public long JobNumber { get; set; }

    /// <summary>From 1.</summary>
    public int Attempt { get; set; }

    public required string Engine { get; set; }

    /// <summary>What the engine needs to find the run again.</summary>
    public string? Handle { get; set; }

    public required DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public JobState? Outcome { get; set; }

    public string? Reason { get; set; }

    /// <summary>The <see cref="StatementSummary"/> list as JSON.</summary>
    public string? Statements { get; set; }

    public long RejectedRows { get; set; }

    /// <summary>Addresses by name, as JSON.</summary>
    public string? Links { get; set; }

    /// <summary>The <see cref="JobExecution"/> list as JSON; null where the engine has no such thing.</summary>
    public string? Executions { get; set; }

    /// <summary>Which of its logs are in the archive and where, as JSON; null: none.</summary>
    public string? LogArchive { get; set; }

    /// <summary>When its logs went to the archive.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>False since the service's own copy of its logs was removed.</summary>
    public bool IsLogLocal { get; set; } = true;
}
