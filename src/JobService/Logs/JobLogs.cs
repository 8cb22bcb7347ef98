using Floe.JobService.Engines;
using Floe.JobService.Logs.Archive;

namespace Floe.JobService.Logs;

/// <summary>The logs of all jobs: one per attempt and role. Read from the service's own copy while it is there, else from the archive.</summary>
internal sealed class JobLogs(ILogStore store, LogArchive archive, TimeProvider time)
{
    /// <summary>Opens the log for adding to it; an attempt that goes on after a restart adds to what is there.</summary>
    public async ValueTask<LogWriter> OpenWriterAsync(LogName name, CancellationToken cancellationToken)
    {
        var last = await store.OpenSourceAsync(name, cancellationToken) is { } source ? await LastLines.LastAsync(source, cancellationToken) : null;
        return new LogWriter(await store.OpenSinkAsync(name, cancellationToken), last, time, token => store.OpenSourceAsync(name, token));
    }

    /// <summary>Null where nothing was written yet.</summary>
    public async ValueTask<LogReader?> OpenReaderAsync(LogName name, long offset, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } source ? new LogReader(source, offset) : null;

    /// <summary>The cursor after what the log has now.</summary>
    public async ValueTask<LogCursor> EndOfAsync(string jobId, int newestAttempt, string role, CancellationToken cancellationToken)
    {
        if (newestAttempt == 0) return LogCursor.Start;
        using var source = await FindAsync(new(jobId, newestAttempt, role), cancellationToken);
        return new LogCursor(newestAttempt, source is null ? 0 : await source.LengthAsync(cancellationToken));
    }

    /// <summary>Reads the first piece of what is to be read, where that is in the archive.</summary>
    /// <exception cref="ArchiveException">It cannot be read.</exception>
    public async Task CheckAsync(LogRange range, int newestAttempt, CancellationToken cancellationToken)
    {
        for (var attempt = range.From.Attempt; attempt <= Math.Min(range.LastAttempt ?? newestAttempt, newestAttempt); attempt++)
        {
            using var source = await FindAsync(new(range.JobId, attempt, range.Role), cancellationToken);
            if (source is null) continue;
            if (source is ArchivedLogSource) await source.ReadAsync(new byte[1], attempt == range.From.Attempt ? range.From.Offset : 0, cancellationToken);
            return;
        }
    }

    /// <summary>The cursor before the last lines of one attempt.</summary>
    public async ValueTask<LogCursor> TailOfAsync(LogName name, int lines, CancellationToken cancellationToken)
    {
        using var source = await FindAsync(name, cancellationToken);
        return new LogCursor(name.Attempt, source is null ? 0 : await LastLines.StartAsync(source, lines, cancellationToken));
    }

    /// <summary>The attempts and roles that have written something.</summary>
    public async Task<IReadOnlyList<LogName>> ListAsync(string jobId, CancellationToken cancellationToken)
    {
        var archived = await archive.ListAsync(jobId, cancellationToken);
        return [.. (await store.ListAsync(jobId, cancellationToken)).Union(archived).OrderBy(log => log.Attempt).ThenBy(log => log.Role, StringComparer.Ordinal)];
    }

    /// <summary>Deletes all logs of a job, the archived ones first: while they are there, so is what leads to them.</summary>
    /// <exception cref="ArchiveException">The archive is away; nothing of the service's own is deleted.</exception>
    public async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        await archive.DeleteAsync(jobId, cancellationToken);
        await store.DeleteAsync(jobId, cancellationToken);
    }

    /// <summary>Deletes the service's own copy of an attempt's logs, which are archived.</summary>
    public Task DeleteCopyAsync(string jobId, int attempt, CancellationToken cancellationToken) => store.DeleteAsync(jobId, attempt, cancellationToken);

    /// <summary>Adds one line to the driver's log of an attempt that nobody runs any more.</summary>
    public async Task AddAsync(string jobId, int attempt, string line, CancellationToken cancellationToken)
    {
        await using var writer = await OpenWriterAsync(new(jobId, attempt, LogRole.Driver), cancellationToken);
        writer.Write(line);
    }

    private async ValueTask<ILogSource?> FindAsync(LogName name, CancellationToken cancellationToken) =>
        await store.OpenSourceAsync(name, cancellationToken) is { } copy
            ? new MovingLogSource(copy, token => archive.OpenSourceAsync(name, token))
            : await archive.OpenSourceAsync(name, cancellationToken);
}
