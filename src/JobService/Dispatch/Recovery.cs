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
internal sealed class Recovery(JobQueries queries, RunTransitions transitions, EngineSet engines, JobLogs logs, ILogger<Recovery> logger)
{
    /// <summary>The jobs whose runs went on without the service, to be watched again.</summary>
    public async Task<IReadOnlyList<JobRecord>> RunAsync(LeaderTerm term, CancellationToken cancellationToken)
    {
        var goOn = new List<JobRecord>();
        if (!term.HasJobsInEngine) return goOn;
        foreach (var job in await queries.ListInEngineAsync(cancellationToken))
        {
            await transitions.AdoptAsync(job.Id, term.Epoch, cancellationToken);
            job.Epoch = term.Epoch;
            var key = new RunKey(job.Id, job.Attempt, term.Epoch);
            var outlives = engines.Named(job.Engine) is { OutlivesService: true };
            var hasHandle = job.Attempts.Exists(attempt => attempt.Attempt == job.Attempt && attempt.Handle is not null);
            switch (job.State)
            {
                case JobState.Submitting when !(outlives && hasHandle):
                    await transitions.RequeueAsync(key, Reasons.NotTaken, cancellationToken);
                    logger.Requeued(job.Id);
                    break;
                case var _ when outlives:
                    goOn.Add(job);
                    break;
                case JobState.Cancelling:
                    await EndAsync(key, new RunOutcome { State = JobState.Cancelled, Reason = Reasons.CancelledInRun }, cancellationToken);
                    break;
                default:
                    await EndAsync(key, RunOutcome.Failed(Reasons.Crashed), cancellationToken);
                    break;
            }
        }
        return goOn;
    }

    private async Task EndAsync(RunKey run, RunOutcome outcome, CancellationToken cancellationToken)
    {
        await logs.AddAsync(run.JobId, run.Attempt, $"{outcome.State}: {outcome.Reason}", cancellationToken);
        await transitions.EndAsync(run, outcome, retry: null, cancellationToken);
        logger.Ended(run.JobId, outcome.State, outcome.Reason);
    }
}
