namespace Floe.JobService.Logs;

/// <summary>Where the service itself keeps logs.</summary>
internal interface ILogStore
{
    /// <summary>Opens a log for adding to it, one writer at a time; what is there stays.</summary>
    ValueTask<ILogSink> OpenSinkAsync(LogName name, CancellationToken cancellationToken);

    /// <summary>Null where nothing was written yet.</summary>
    ValueTask<ILogSource?> OpenSourceAsync(LogName name, CancellationToken cancellationToken);

    /// <summary>The logs there are of a job, by attempt, then role.</summary>
    Task<IReadOnlyList<LogName>> ListAsync(string jobId, CancellationToken cancellationToken);

    Task DeleteAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Deletes the logs of one attempt that is over.</summary>
    Task DeleteAsync(string jobId, int attempt, CancellationToken cancellationToken);
}
