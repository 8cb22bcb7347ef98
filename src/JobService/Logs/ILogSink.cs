namespace Floe.JobService.Logs;

/// <summary>The end of a log. What was added is there for readers, and durable, at the latest when the sink is disposed.</summary>
internal interface ILogSink : IAsyncDisposable
{
    /// <summary>Adds whole lines. Thread-safe.</summary>
    void Add(byte[] lines);

    /// <summary>Completes when what was added before is durable. False where that cannot be had: the disk stays full, or the store broke.</summary>
    /// <param name="cancellationToken">Ends the waiting for a store that is away.</param>
    Task<bool> FlushAsync(CancellationToken cancellationToken);
}
