using Floe.Engine;
using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>How a run ended, and what it leaves.</summary>
public sealed record RunOutcome
{
    /// <summary>Succeeded, Failed or Lost.</summary>
    public required JobState State { get; init; }

    public string? Reason { get; init; }

    /// <summary>False where another attempt cannot end otherwise, or could do harm: then the job's retry policy does not count.</summary>
    public bool MayRetry { get; init; } = true;

    public IReadOnlyList<StatementSummary> Statements { get; init; } = [];

    /// <summary>Rows of the last SELECT.</summary>
    public ResultSet? Result { get; init; }

    public long RejectedRows { get; init; }

    /// <summary>The attempt's executions; null: as they were told. Those that are open end with the attempt, as it does.</summary>
    public IReadOnlyList<JobExecution>? Executions { get; init; }

    public static RunOutcome Failed(string reason) => new() { State = JobState.Failed, Reason = reason };
}
