using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>Keeps the leader's other work going for one term.</summary>
internal sealed class LeaderWorkLoop(IEnumerable<ILeaderWork> works, TimeProvider time, ILogger<LeaderWorkLoop> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Ends when the term does.</summary>
    public Task RunAsync(long epoch, CancellationToken stop) => Task.WhenAll(works.Select(work => RunAsync(work, epoch, stop)));

    private async Task RunAsync(ILeaderWork work, long epoch, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await work.RunAsync(epoch, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A defect in one of them must not end it for good, nor the others.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logger.LeaderWorkFailed(e, work.GetType().Name, AfterFailure);
                wait = AfterFailure;
            }
            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
