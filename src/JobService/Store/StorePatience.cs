using Floe.JobService.Telemetry;

namespace Floe.JobService.Store;

/// <summary>For what a run has to write down: a store that is away is waited for, as long as the run is this process's.</summary>
internal sealed class StorePatience(IStoreDatabase database, TimeProvider time, ILogger<StorePatience> logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>The work has to be one that may be done twice: a connection that breaks at the commit does not say whether it was.</summary>
    /// <param name="work">Is not interrupted.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<T> DoAsync<T>(Func<Task<T>> work, CancellationToken stop)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (!stop.IsCancellationRequested && (e is StoreAwayException || database.IsAway(e)))
            {
                logger.StoreAway(e, wait);
                await Task.Delay(wait, time, stop);
            }
        }
    }

    public Task DoAsync(Func<Task> work, CancellationToken stop) => DoAsync(
        async () =>
        {
            await work();
            return true;
        },
        stop);
}
