namespace Floe.JobService.Logs;

/// <summary>Goes on through a job's logs of one role, attempt by attempt, keeping the one it is in open.</summary>
internal sealed class LogTail(JobLogs logs, string jobId, string role, LogCursor cursor) : IDisposable
{
    private LogReader? _reader;

    public LogCursor Cursor { get; private set; } = cursor;

    /// <summary>The next whole lines; null where there are none yet. Attempts before the newest are over, so their end leads on.</summary>
    public async ValueTask<LogPart?> ReadAsync(int newestAttempt, CancellationToken cancellationToken)
    {
        while (true)
        {
            _reader ??= await logs.OpenReaderAsync(new(jobId, Cursor.Attempt, role), Cursor.Offset, cancellationToken);
            if (_reader is not null && await _reader.ReadAsync(cancellationToken) is { Length: > 0 } lines)
            {
                var part = new LogPart(Cursor, lines, null);
                Cursor = part.Next;
                return part;
            }
            if (Cursor.Attempt >= newestAttempt) return null;
            Dispose();
            Cursor = new LogCursor(Cursor.Attempt + 1, 0);
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
    }
}
