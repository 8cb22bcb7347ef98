using Floe.JobService.Hosting;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>
/// Gives queued jobs to engines, oldest first, as many at a time as allowed. Clears up before the service listens, starts jobs once it
/// does, and brings them to an end before it stops listening: so whoever follows a job sees how it ended.
/// </summary>
internal sealed class Dispatcher(
    JobServiceOptions options,
    Recovery recovery,
    JobTransitions transitions,
    JobRunner runner,
    RunningJobs running,
    DispatchSignal signal,
    ServiceLife life,
    TimeProvider time,
    ILogger<Dispatcher> logger) : IHostedLifecycleService, IDisposable
{
    /// <summary>The wait before a store that failed is tried again.</summary>
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopClaiming = new();
    private readonly SemaphoreSlim _slots = new(options.MaxRunningJobs);

    // Touched by the claiming task only, and after its end.
    private readonly List<Task> _runs = [];
    private IReadOnlyList<JobRecord> _goOn = [];
    private Task _claiming = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken) => _goOn = await recovery.RunAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _claiming = Task.Run(ClaimAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopClaiming.CancelAsync();
        await _claiming;
        await DrainAsync(cancellationToken);
        await life.EndAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopClaiming.Dispose();
        _slots.Dispose();
    }

    private async Task ClaimAsync()
    {
        var stop = _stopClaiming.Token;
        try
        {
            foreach (var job in _goOn)
            {
                await _slots.WaitAsync(stop);
                Start(job);
            }
            while (true)
            {
                await _slots.WaitAsync(stop);
                Start(await NextAsync(stop));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service stops; what is queued stays queued.
        }
    }

    private async Task<JobRecord> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                // Not cancelled in between: a claim that is committed has to be run.
                stop.ThrowIfCancellationRequested();
                if (await transitions.ClaimNextAsync(CancellationToken.None) is { } job) return job;
                await signal.WaitAsync(stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.StoreAway(e, StoreAway);
                await Task.Delay(StoreAway, time, stop);
            }
        }
    }

    private void Start(JobRecord job)
    {
        logger.Starting(job.Id, job.Attempt, job.Engine);
        _runs.RemoveAll(run => run.IsCompleted);
        _runs.Add(Task.Run(() => RunAsync(job)));
    }

    private async Task RunAsync(JobRecord job)
    {
        try
        {
            await runner.RunAsync(job);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(_runs);
        try
        {
            await all.WaitAsync(options.StopGrace, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            running.StopAll();
        }
        try
        {
            await all.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host's own patience is over before an engine let go; the next start settles what is left.
            logger.RunsLeftBehind(_runs.Count(run => !run.IsCompleted));
        }
    }
}
