using Floe.JobService.Contracts;

namespace Floe.JobService.Engines;

/// <summary>One attempt (from 1) at a job, as an engine sees it. The handle is what the engine kept to find the run again; null at its first start.</summary>
public sealed record JobRun(string JobId, int Attempt, string? Handle, JobDefinition Definition, IRunReporter Reporter)
{
    /// <summary>What was kept of the attempt's executions by an earlier watch of it.</summary>
    public IReadOnlyList<JobExecution> Executions { get; init; } = [];

    /// <summary>Where the job stood when this watch of it began, as the store has it: an engine need not tell it again.</summary>
    public (JobState State, string? Reason)? Standing { get; init; }

    /// <summary>Addresses that were kept by an earlier watch of the attempt, by name.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Asked once the token is cancelled. True: the run itself is to end (cancel, time limit). False: only this process lets go of it, because it
    /// stops or another one took over; an engine whose runs outlive the service leaves it as it is.
    /// </summary>
    public Func<bool> IsToEnd { get; init; } = () => true;
}
