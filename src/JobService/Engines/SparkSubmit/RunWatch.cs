using System.Diagnostics;
using Floe.JobService.Engines.SparkSubmit.Supervision;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Follows one supervised run to its end: output into the job's log, exit code out of the folder.</summary>
internal sealed class RunWatch(RunFolder folder, IRunReporter reporter, SecretMask mask, TimeProvider time)
{
    /// <summary>Files tell nobody when they change, on all systems alike; a look costs some microseconds.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int LooksBetweenRequests = 25;

    private readonly OutputTail _tail = new(folder.Output, folder.Copied);

    /// <summary>Without credentials: they become the job's reason.</summary>
    public IReadOnlyList<string> LastLines => [.. _tail.LastLines.Select(mask.Apply)];

    /// <param name="starter">The supervisor that this process has started; null where an earlier one did.</param>
    /// <param name="cancellationToken">Ends the watching, not the run.</param>
    /// <returns>Null where the run is gone without a trace of how it ended.</returns>
    public async Task<SupervisedExit?> UntilOverAsync(Process? starter, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (true)
        {
            var isGone = IsGone(starter);
            // Asked after the look at the supervisor: it writes the exit before it goes.
            var exit = folder.Exit;
            Copy(isEnded: exit is not null || isGone);
            if (exit is not null || isGone) return exit;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Ends the run: asks for it, and after the grace insists. Returns when nothing of it is left.</summary>
    public async Task StopAsync(Process? starter, TimeSpan grace)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var since = time.GetTimestamp();
        for (var looks = 0; !IsOver(starter); looks++)
        {
            if (folder.Supervisor is { } supervisor)
            {
                if (time.GetElapsedTime(since) >= grace) ProcessGroup.Kill(supervisor);
                // Again from time to time: the first may have come before the program was there.
                else if (looks % LooksBetweenRequests == 0) ProcessGroup.Terminate(supervisor);
            }
            Copy(isEnded: false);
            await timer.WaitForNextTickAsync();
        }
        Copy(isEnded: true);
    }

    private bool IsOver(Process? starter) => folder.Exit is not null && folder.Supervisor is { IsAlive: false } || IsGone(starter);

    private bool IsGone(Process? starter) => folder.Supervisor is { } supervisor ? !supervisor.IsAlive : starter is null or { HasExited: true } && folder.Supervisor is null;

    private void Copy(bool isEnded)
    {
        while (_tail.Take(isEnded) is { } text)
        {
            reporter.Log(mask.Apply(text));
            folder.Copied = _tail.Position;
        }
    }
}
