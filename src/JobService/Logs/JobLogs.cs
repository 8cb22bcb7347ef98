using Floe.JobService.Engines;

namespace Floe.JobService.Logs;

/// <summary>The logs of all jobs: one per attempt and role.</summary>
internal sealed class JobLogs(ILogStore store, TimeProvider time)
{
    /// <summary>Opens the log for adding to it; an attempt that goes on after a restart adds to what is there.</summary>
    public async ValueTask<LogWriter> OpenWriterAsync(LogName name, CancellationToken cancellationToken)
    {
        var last = await store.OpenSourceAsync(name, cancellationToken) is { } source ? await LastLines.LastAsync(source, cancellationToken) : null;
        return new LogWriter(await store.OpenSinkAsync(name, cancellationToken), last, time, token => store.OpenSourceAsync(name, token));
    }

    /// <summary>Null where nothing was written yet.</summary>
    public async ValueTask<LogReader?> OpenReaderAsync(LogName name, long offset, CancellationToken cancellationToken) =>
        await store.OpenSourceAsync(name, cancellationToken) is { } source ? new LogReader(source, offset) : null;

    /// <summary>The cursor after what the log has now.</summary>
    public async ValueTask<LogCursor> EndOfAsync(string jobId, int newestAttempt, string role, CancellationToken cancellationToken)
    {
        if (newestAttempt == 0) return LogCursor.Start;
        using var source = await store.OpenSourceAsync(new(jobId, newestAttempt, role), cancellationToken);
        return new LogCursor(newestAttempt, source is null ? 0 : await source.LengthAsync(cancellationToken));
    }

    /// <summary>The cursor before the last lines of one attempt.</summary>
    public async ValueTask<LogCursor> TailOfAsync(LogName name, int lines, CancellationToken cancellationToken)
    {
        using var source = await store.OpenSourceAsync(name, cancellationToken);
        return new LogCursor(name.Attempt, source is null ? 0 : await LastLines.StartAsync(source, lines, cancellationToken));
    }

    /// <summary>The attempts and roles that have written something.</summary>
    public Task<IReadOnlyList<LogName>> ListAsync(string jobId, CancellationToken cancellationToken) => store.ListAsync(jobId, cancellationToken);

    public Task DeleteAsync(string jobId, CancellationToken cancellationToken) => store.DeleteAsync(jobId, cancellationToken);

    /// <summary>Adds one line to the driver's log of an attempt that nobody runs any more.</summary>
    public async Task AddAsync(string jobId, int attempt, string line, CancellationToken cancellationToken)
    {
        await using var writer = await OpenWriterAsync(new(jobId, attempt, LogRole.Driver), cancellationToken);
        writer.Write(line);
    }
}
