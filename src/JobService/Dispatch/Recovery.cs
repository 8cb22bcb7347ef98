using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Logs;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>
/// Clears up, before a leader starts anything, what a crash or a stop of the one before it left behind. A run that may have written something is
/// never repeated by itself; a job that no engine had taken is.
/// </summary>
internal sealed class Recovery(RunTransitions transitions, EngineSet engines, JobLogs logs, ILogger<Recovery> logger)
{
    /// <summary>The jobs whose runs went on without the service, to be watched again.</summary>
    public async Task<IReadOnlyList<JobRecord>> RunAsync(LeaderTerm term, CancellationToken cancellationToken)
    {
        if (!term.HasJobsInEngine) return [];
        var jobs = await transitions.AdoptAsync(term.Epoch, cancellationToken);
        // The others at the same time: they share transactions.
        await Task.WhenAll(jobs.Where(job => !GoesOn(job)).Select(job => SettleAsync(job, cancellationToken)));
        return [.. jobs.Where(GoesOn)];
    }

    private bool GoesOn(JobRecord job) => engines.Named(job.Engine) is { OutlivesService: true }
        && (job.State != JobState.Submitting || job.Attempts.Exists(attempt => attempt.Attempt == job.Attempt && attempt.Handle is not null));

    private async Task SettleAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var key = new RunKey(job.Id, job.Attempt, job.Epoch);
        switch (job.State)
        {
            case JobState.Submitting:
                await transitions.RequeueAsync(key, Reasons.NotTaken, cancellationToken);
                logger.Requeued(job.Id);
                break;
            case JobState.Cancelling:
                await EndAsync(key, new RunOutcome { State = JobState.Cancelled, Reason = Reasons.CancelledInRun }, cancellationToken);
                break;
            default:
                await EndAsync(key, RunOutcome.Failed(Reasons.Crashed), cancellationToken);
                break;
        }
    }

    private async Task EndAsync(RunKey run, RunOutcome outcome, CancellationToken cancellationToken)
    {
        await logs.AddAsync(run.JobId, run.Attempt, $"{outcome.State}: {outcome.Reason}", cancellationToken);
        await transitions.EndAsync(run, outcome, retry: null, cancellationToken);
        logger.Ended(run.JobId, outcome.State, outcome.Reason);
    }
}
