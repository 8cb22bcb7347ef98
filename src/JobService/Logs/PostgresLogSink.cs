using Floe.JobService.Telemetry;
using Npgsql;

namespace Floe.JobService.Logs;

/// <summary>Gathers lines and writes them as one piece a few times a second. A database that is away is waited for: lines stay in memory meanwhile.</summary>
internal sealed class PostgresLogSink : ILogSink
{
    private const string Insert =
        "INSERT INTO job_log (job_id, attempt, role, start_byte, end_byte, lines) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(1);

    /// <summary>How long the end of a run waits for a database that is away before its last lines are given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _source;
    private readonly LogName _name;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Task _writing;
    private List<byte[]> _waiting = [];
    private List<TaskCompletionSource> _flushes = [];
    private bool _isStoring;
    private long _end;
    private bool _closed;

    public PostgresLogSink(NpgsqlDataSource source, LogName name, long end, TimeProvider time, ILogger logger)
    {
        _source = source;
        _name = name;
        _end = end;
        _time = time;
        _logger = logger;
        _writing = Task.Run(WriteAsync);
    }

    public void Add(byte[] lines)
    {
        lock (_lock) _waiting.Add(lines);
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource flushed;
        lock (_lock)
        {
            if (_waiting.Count == 0 && !_isStoring) return true;
            _flushes.Add(flushed = new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        if (_wake.CurrentCount == 0) _wake.Release();
        return await Task.WhenAny(flushed.Task, _writing).WaitAsync(cancellationToken) == flushed.Task;
    }

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _closed, true);
        _wake.Release();
        try
        {
            await _writing.WaitAsync(Patience, _time);
        }
        catch (TimeoutException e)
        {
            _logger.LogCutOff(e, _name.JobId, _name.Attempt);
        }
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            await _wake.WaitAsync();
            var last = Volatile.Read(ref _closed);
            if (!last && !IsHurried) await Task.Delay(Pause, _time);
            var (lines, flushes) = Take();
            if (lines.Length > 0) await StoreAsync(lines);
            lock (_lock) _isStoring = false;
            foreach (var flush in flushes) flush.SetResult();
            if (last) return;
        }
    }

    private bool IsHurried
    {
        get
        {
            lock (_lock) return _flushes.Count > 0;
        }
    }

    private (byte[] Lines, List<TaskCompletionSource> Flushes) Take()
    {
        List<byte[]> taken;
        List<TaskCompletionSource> flushes;
        lock (_lock)
        {
            (taken, _waiting) = (_waiting, []);
            (flushes, _flushes) = (_flushes, []);
            _isStoring = true;
        }
        return (taken.Count == 1 ? taken[0] : [.. taken.SelectMany(lines => lines)], flushes);
    }

    private async Task StoreAsync(byte[] lines)
    {
        while (true)
        {
            try
            {
                await using var batch = _source.CreateBatch();
                batch.BatchCommands.Add(new(Insert)
                {
                    Parameters = { new() { Value = _name.JobId }, new() { Value = _name.Attempt }, new() { Value = _name.Role }, new() { Value = _end }, new() { Value = _end + lines.Length }, new() { Value = lines } },
                });
                batch.BatchCommands.Add(new("SELECT pg_notify($1, $2)") { Parameters = { new() { Value = PostgresLogs.Channel }, new() { Value = _name.JobId } } });
                await batch.ExecuteNonQueryAsync();
                // The same piece sent twice is there once: its place is its key.
                _end += lines.Length;
                return;
            }
            catch (NpgsqlException e)
            {
                _logger.StoreAway(e, Away);
                await Task.Delay(Away, _time);
            }
        }
    }
}
