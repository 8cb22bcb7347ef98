using System.Collections.Concurrent;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>The tasks of the runs that this process has.</summary>
internal sealed class RunSet(RunningJobs running, TimeProvider time, ILogger<RunSet> logger)
{
    /// <summary>How long a stop waits for engines that do not let go. The host has its own patience; the next start settles what is left.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly ConcurrentDictionary<Task, bool> _runs = [];

    public void Add(Func<Task> run, Action ended)
    {
        var task = new Task<Task>(run);
        var whole = task.Unwrap();
        _runs[whole] = true;
        _ = whole.ContinueWith(
            _ =>
            {
                _runs.TryRemove(whole, out var _);
                ended();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        task.Start(TaskScheduler.Default);
    }

    /// <summary>Lets runs come to their end for so long, then interrupts them.</summary>
    public async Task DrainAsync(TimeSpan grace)
    {
        if (await EndWithinAsync(grace)) return;
        running.StopAll();
        if (!await EndWithinAsync(Patience)) logger.RunsLeftBehind(_runs.Count);
    }

    /// <summary>Stops the runs, which another process has now.</summary>
    public async Task LeaveAsync()
    {
        running.LeaveAll();
        if (!await EndWithinAsync(Patience)) logger.RunsLeftBehind(_runs.Count);
    }

    private async Task<bool> EndWithinAsync(TimeSpan limit)
    {
        try
        {
            await Task.WhenAll(_runs.Keys).WaitAsync(limit, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
