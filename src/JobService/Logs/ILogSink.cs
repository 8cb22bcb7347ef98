namespace Floe.JobService.Logs;

/// <summary>The end of a log. What was added is there for readers at the latest when the sink is disposed.</summary>
internal interface ILogSink : IAsyncDisposable
{
    /// <summary>Adds whole lines. Thread-safe.</summary>
    void Add(byte[] lines);
}
