using System.Collections.Concurrent;
using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Logs.Archive;

/// <summary>
/// Copies logs to the object store when their attempts are over. What is due stands in the store, so neither a crash nor an archive that is away loses
/// any; no job waits for it.
/// </summary>
internal sealed class ArchiveWork(ArchiveStore store, ArchiveRun run, JobSignals signals, ILogger<ArchiveWork> logger) : ILeaderWork
{
    private const int BatchSize = 100;

    /// <summary>Attempts at once. Each has one part of one log in memory.</summary>
    private const int Parallelism = 4;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private TimeSpan _wait = FirstWait;

    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        var changed = signals.Any.Next;
        var failed = new ConcurrentDictionary<AttemptOfJob, bool>();
        try
        {
            while (true)
            {
                var due = (await store.ListDueAsync(BatchSize + failed.Count, cancellationToken)).Where(attempt => !failed.ContainsKey(attempt)).ToList();
                if (due.Count == 0) break;
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, (attempt, cancel) => ArchiveAsync(attempt, failed, cancel));
            }
        }
        catch (ArchiveException e)
        {
            // No look at the signals: each end of a job would be another try.
            return new(After(e));
        }
        if (!failed.IsEmpty) return new(LongestWait, changed);
        _wait = FirstWait;
        return new(LeaderPause.Longest, changed);
    }

    private async ValueTask ArchiveAsync(AttemptOfJob attempt, ConcurrentDictionary<AttemptOfJob, bool> failed, CancellationToken cancellationToken)
    {
        try
        {
            await run.RunAsync(attempt, cancellationToken);
        }
        catch (IOException e)
        {
            // The service's own disk. Others have their turn.
            failed[attempt] = true;
            logger.LogNotRead(e, attempt.JobId, attempt.Attempt);
        }
    }

    private TimeSpan After(ArchiveException failure)
    {
        var wait = _wait;
        logger.ArchiveAway(failure.Message, wait);
        _wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        return wait;
    }
}
