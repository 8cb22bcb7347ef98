using System.Text;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Logs;

/// <summary>Adds to one file. What was added is with the operating system before <see cref="Add"/> returns, unless the disk is full, and on the disk after <see cref="FlushAsync"/>.</summary>
internal sealed class LogFileSink : ILogSink
{
    /// <summary>Bytes that wait in memory for room on the disk, or one text that is longer; what comes on top is left out and counted.</summary>
    private const int MaxWaiting = 1024 * 1024;

    private static readonly TimeSpan Away = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the end of a run waits for room for its last lines before they are given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly Action _grew;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Queue<byte[]> _waiting = [];
    private readonly LogFileSync _sync;
    private int _waitingBytes;
    private long _leftOut;
    private bool _hasLost;
    private bool _hasGivenUp;

    public LogFileSink(string path, Action grew, TimeProvider time, ILogger logger)
    {
        _time = time;
        _grew = grew;
        _logger = logger;
        // Unbuffered: what is written survives the process, and a reader sees whole lines.
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _sync = new LogFileSync(path, _file.SafeFileHandle, isNew: _file.Length == 0);
        EndBrokenLine();
    }

    public void Add(byte[] lines)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 && _waitingBytes + lines.Length > MaxWaiting)
            {
                _leftOut += lines.Length;
                _hasLost = true;
            }
            else
            {
                _waiting.Enqueue(lines);
                _waitingBytes += lines.Length;
            }
            Write();
        }
        _sync.Changed();
        _grew();
    }

    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        bool isWritten;
        while (!(isWritten = IsWritten()) && !_hasGivenUp && _time.GetElapsedTime(began) < Patience) await Task.Delay(Away, _time, cancellationToken);
        // Whoever asks next does not wait as long again.
        _hasGivenUp = !isWritten;
        return await Task.Run(TrySync, CancellationToken.None) && isWritten && !_hasLost;
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync(CancellationToken.None);
        _grew();
        await _file.DisposeAsync();
    }

    private bool TrySync()
    {
        try
        {
            _sync.Sync();
            return true;
        }
        catch (IOException e)
        {
            _logger.LogNotSynced(e, _file.Name);
            return false;
        }
    }

    private bool IsWritten()
    {
        lock (_lock)
        {
            Write();
            return _waiting.Count == 0;
        }
    }

    /// <summary>A run is worth more than its log: a disk that takes no more does not end it.</summary>
    private void Write()
    {
        var length = _file.Length;
        try
        {
            while (_waiting.TryPeek(out var lines))
            {
                length = _file.Length;
                _file.Write(lines);
                _waiting.Dequeue();
                _waitingBytes -= lines.Length;
            }
            if (_leftOut == 0) return;
            length = _file.Length;
            _file.Write(Encoding.UTF8.GetBytes($"({_leftOut} bytes are missing here: the disk was full.)\n"));
            _leftOut = 0;
        }
        catch (IOException e)
        {
            _logger.LogDiskFull(e);
            // The part of them that was written would be there twice.
            _file.SetLength(length);
            _file.Seek(0, SeekOrigin.End);
        }
    }

    /// <summary>A machine that went down in mid-line leaves half of one; it must not swallow the next.</summary>
    private void EndBrokenLine()
    {
        if (_file.Length == 0) return;
        _file.Seek(-1, SeekOrigin.End);
        if (_file.ReadByte() != '\n') _file.WriteByte((byte)'\n');
    }
}
