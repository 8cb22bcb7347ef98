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
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private TimeSpan _wait = FirstWait;

    public async Task<LeaderPause> RunAsync(long epoch, CancellationToken cancellationToken)
    {
        var changed = signals.Any.Next;
        var pass = new ArchivePass(store, run, logger);
        await pass.RunAsync(cancellationToken);
        // While it is away, the end of a job is no reason to ask again.
        if (pass.Failure is { } failure) return new(After(failure), pass.HasSucceeded ? changed : null);
        if (_wait != FirstWait) logger.ArchiveIsBack();
        _wait = FirstWait;
        return new(pass.HasFailed ? LongestWait : LeaderPause.Longest, changed);
    }

    private TimeSpan After(ArchiveException failure)
    {
        var wait = _wait;
        logger.ArchiveAway(wait, failure.Message);
        _wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        return wait;
    }
}
