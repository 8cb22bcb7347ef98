using Floe.Engine;
using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>How a run ended, and what it leaves.</summary>
public sealed record RunOutcome
{
    /// <summary>Succeeded, Failed or Lost.</summary>
    public required JobState State { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<StatementSummary> Statements { get; init; } = [];

    /// <summary>Rows of the last SELECT.</summary>
    public ResultSet? Result { get; init; }

    public long RejectedRows { get; init; }

    public static RunOutcome Failed(string reason) => new() { State = JobState.Failed, Reason = reason };
}
