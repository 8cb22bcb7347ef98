using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>Keeps the leader's other work going for one term.</summary>
internal sealed class LeaderWorkLoop(IEnumerable<ILeaderWork> works, TimeProvider time, ILogger<LeaderWorkLoop> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);
    private static readonly Task Never = new TaskCompletionSource().Task;

    /// <summary>Ends when the term does.</summary>
    public Task RunAsync(long epoch, CancellationToken stop) => Task.WhenAll(works.Select(work => RunAsync(work, epoch, stop)));

    private async Task RunAsync(ILeaderWork work, long epoch, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            LeaderPause wait;
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
                wait = new(AfterFailure);
            }
            // What comes in quick succession is one piece of work.
            await Task.Delay(Gather, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (wait.AtMost > Gather) await (wait.Unless ?? Never).WaitAsync(wait.AtMost - Gather, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
