using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Logs;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>
/// Clears up, before the service serves, what a crash or a stop left behind. A run that may have written something is never repeated
/// by itself; a job that no engine had taken is.
/// </summary>
internal sealed class Recovery(SqliteDatabase database, JobQueries queries, JobTransitions transitions, EngineSet engines, JobLogs logs, ILogger<Recovery> logger)
{
    /// <summary>The jobs whose runs went on without the service, to be watched again.</summary>
    public async Task<IReadOnlyList<JobRecord>> RunAsync(CancellationToken cancellationToken)
    {
        var goOn = new List<JobRecord>();
        if (!database.HasJobsInEngine()) return goOn;
        foreach (var job in await queries.ListInEngineAsync(cancellationToken))
        {
            var outlives = engines.Named(job.Engine) is { OutlivesService: true };
            switch (job.State)
            {
                case JobState.Submitting:
                    await transitions.RequeueAsync(job.Id, Reasons.NotTaken, cancellationToken);
                    logger.Requeued(job.Id);
                    break;
                case var _ when outlives:
                    goOn.Add(job);
                    break;
                case JobState.Cancelling:
                    await EndAsync(job, new RunOutcome { State = JobState.Cancelled, Reason = Reasons.CancelledInRun }, cancellationToken);
                    break;
                default:
                    await EndAsync(job, RunOutcome.Failed(Reasons.Crashed), cancellationToken);
                    break;
            }
        }
        return goOn;
    }

    private async Task EndAsync(JobRecord job, RunOutcome outcome, CancellationToken cancellationToken)
    {
        using (var log = logs.OpenWriter(job.Id, job.Attempt)) log.Write($"{outcome.State}: {outcome.Reason}");
        await transitions.EndAsync(job.Id, outcome, cancellationToken);
        logger.Ended(job.Id, outcome.State, outcome.Reason);
    }
}
