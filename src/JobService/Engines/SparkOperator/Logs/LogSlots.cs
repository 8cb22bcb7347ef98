namespace Floe.JobService.Engines.SparkOperator.Logs;

/// <summary>How many logs are read at a time: each is a stream that the API server holds open to a kubelet.</summary>
internal sealed class LogSlots(SparkOperatorOptions options) : IDisposable
{
    private const int CopiesAtOnce = 32;

    /// <summary>Logs of pods that run.</summary>
    public SemaphoreSlim Follows { get; } = new(options.MaxLogStreams);

    /// <summary>Logs of pods that have ended: short, and they must not wait for those that go on.</summary>
    public SemaphoreSlim Copies { get; } = new(CopiesAtOnce);

    public void Dispose()
    {
        Follows.Dispose();
        Copies.Dispose();
    }
}
