using Floe.JobService.Dispatch;
using Floe.JobService.Hosting;
using Floe.JobService.Logs;
using Floe.JobService.Schedules;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Cleanup;

/// <summary>Deletes what is over for longer than it is kept, and jobs of schedules beyond those that they keep.</summary>
internal sealed class CleanupWork(CleanupStore store, ScheduleStore schedules, JobLogs logs, JobServiceOptions options, TimeProvider time, ILogger<CleanupWork> logger) : ILeaderWork
{
    /// <summary>A transaction deletes so many at most: others want to write too.</summary>
    private const int BatchSize = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Logs of jobs that ended up to here are gone already. After a restart it begins anew, which costs a look at each.</summary>
    private DateTimeOffset _logsUpTo = DateTimeOffset.MinValue;

    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        var keep = options.Cleanup;
        var now = time.GetUtcNow();
        foreach (var schedule in await schedules.ListAsync(owner: null, cancellationToken))
        {
            if (schedule.KeepSucceeded is { } succeeded) await DeleteAsync(await schedules.ListOldJobsAsync(schedule.Name, succeeded: true, succeeded, cancellationToken), cancellationToken);
            if (schedule.KeepFailed is { } failed) await DeleteAsync(await schedules.ListOldJobsAsync(schedule.Name, succeeded: false, failed, cancellationToken), cancellationToken);
        }
        if (keep.JobsAfter is { } jobsAfter) await DeleteJobsAsync(now - jobsAfter, cancellationToken);
        if (keep.LogsAfter is { } logsAfter) await DeleteLogsAsync(now - logsAfter, cancellationToken);
        if (keep.ResultsAfter is { } resultsAfter) await store.DeleteResultsAsync(now - resultsAfter, cancellationToken);
        if (keep.DeliveriesAfter is { } deliveriesAfter) await store.DeleteDeliveriesAsync(now - deliveriesAfter, cancellationToken);
        return new(Pause);
    }

    private async Task DeleteJobsAsync(DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        while (await store.ListEndedAsync(DateTimeOffset.UnixEpoch, upTo, BatchSize, cancellationToken) is { Count: > 0 } old)
            await DeleteAsync(old.ConvertAll(job => job.Id), cancellationToken);
    }

    private async Task DeleteAsync(List<string> ids, CancellationToken cancellationToken)
    {
        foreach (var batch in ids.Chunk(BatchSize))
        {
            // Logs first: without the row, nobody would find them again.
            foreach (var id in batch) await logs.DeleteAsync(id, cancellationToken);
            var count = await store.DeleteJobsAsync(batch, cancellationToken);
            logger.CleanedUp(count);
        }
    }

    private async Task DeleteLogsAsync(DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        if (_logsUpTo == DateTimeOffset.MinValue) _logsUpTo = DateTimeOffset.UnixEpoch;
        while (await store.ListEndedAsync(_logsUpTo, upTo, BatchSize, cancellationToken) is { Count: > 0 } old)
        {
            foreach (var (id, _) in old) await logs.DeleteAsync(id, cancellationToken);
            // Those of the last millisecond may go on behind the batch: they are looked at again.
            var last = old[^1].EndedAt;
            _logsUpTo = old.Count < BatchSize || old[0].EndedAt == last ? last : last.AddMilliseconds(-1);
        }
    }
}
