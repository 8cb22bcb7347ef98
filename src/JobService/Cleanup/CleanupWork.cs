using Floe.JobService.Dispatch;
using Floe.JobService.Hosting;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Schedules;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Cleanup;

/// <summary>Deletes what is over for longer than it is kept, and jobs of schedules beyond those that they keep.</summary>
internal sealed class CleanupWork(CleanupStore store, ScheduleStore schedules, LogCleanup logs, JobServiceOptions options, TimeProvider time, ILogger<CleanupWork> logger) : ILeaderWork
{
    /// <summary>A transaction deletes so many at most: others want to write too.</summary>
    public const int BatchSize = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        var keep = options.Cleanup;
        var now = time.GetUtcNow();
        if (keep.ResultsAfter is { } resultsAfter) await store.DeleteResultsAsync(now - resultsAfter, cancellationToken);
        if (keep.DeliveriesAfter is { } deliveriesAfter) await store.DeleteDeliveriesAsync(now - deliveriesAfter, cancellationToken);
        if (options.Logs.LocalAfter is { } localAfter) await logs.DeleteCopiesAsync(now - localAfter, cancellationToken);
        try
        {
            await DeleteOfSchedulesAsync(cancellationToken);
            if (keep.JobsAfter is { } jobsAfter) await DeleteJobsAsync(now - jobsAfter, cancellationToken);
            if (keep.LogsAfter is { } logsAfter) await logs.DeleteAsync(now - logsAfter, cancellationToken);
        }
        catch (ArchiveException e)
        {
            logger.ArchiveNotCleaned(e.Message);
        }
        return new(Pause);
    }

    private async Task DeleteOfSchedulesAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in await schedules.ListAsync(owner: null, cancellationToken))
        {
            if (schedule.KeepSucceeded is { } succeeded) await DeleteAsync(await schedules.ListOldJobsAsync(schedule.Name, succeeded: true, succeeded, cancellationToken), cancellationToken);
            if (schedule.KeepFailed is { } failed) await DeleteAsync(await schedules.ListOldJobsAsync(schedule.Name, succeeded: false, failed, cancellationToken), cancellationToken);
        }
    }

    private async Task DeleteJobsAsync(DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        while (await store.ListEndedAsync(upTo, BatchSize, cancellationToken) is { Count: > 0 } old) await DeleteAsync(old, cancellationToken);
    }

    private async Task DeleteAsync(List<string> ids, CancellationToken cancellationToken)
    {
        foreach (var batch in ids.Chunk(BatchSize))
        {
            // Logs first: without the row, nobody would find them again.
            await logs.DeleteAsync(batch, async done =>
            {
                var count = await store.DeleteJobsAsync(done, cancellationToken);
                logger.CleanedUp(count);
            }, cancellationToken);
        }
    }
}
