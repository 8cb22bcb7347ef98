namespace Floe.JobService.Jobs;

internal sealed class JobSubscription(JobSignal signal, Action leave) : IDisposable
{
    private int _disposed;

    public JobSignal Signal { get; } = signal;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) leave();
    }
}
