namespace Floe.JobService.Logs.Archive;

/// <summary>A log in the archive, read by ranges: one piece of it is in memory at a time.</summary>
internal sealed class ArchivedLogSource(ArchiveBucket bucket, ArchiveFolder attempt, string role, long length) : ILogSource
{
    /// <summary>The first piece, and each after a jump: a tail needs no more.</summary>
    private const int FirstBytes = 64 * 1024;

    /// <summary>Pieces grow up to here while they are read one after another. A hundred readers of one log hold 25 MB.</summary>
    private const int MostBytes = 256 * 1024;

    private byte[] _piece = [];
    private long _start;
    private int _count;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        var count = 0;
        while (count < buffer.Length && offset + count < length)
        {
            var at = offset + count;
            if (at < _start || at >= _start + _count) await LoadAsync(at, cancellationToken);
            var part = _piece.AsMemory((int)(at - _start), (int)Math.Min(_start + _count - at, buffer.Length - count));
            part.CopyTo(buffer[count..]);
            count += part.Length;
        }
        return count;
    }

    public ValueTask<long> LengthAsync(CancellationToken cancellationToken) => ValueTask.FromResult(length);

    public void Dispose()
    {
        // Holds nothing open between reads.
    }

    private async Task LoadAsync(long at, CancellationToken cancellationToken)
    {
        var size = _count > 0 && at == _start + _count ? Math.Min(MostBytes, _piece.Length * 2) : FirstBytes;
        var count = (int)Math.Min(size, length - at);
        if (_piece.Length < size) _piece = new byte[size];
        // A read that fails leaves no piece.
        _count = 0;
        await bucket.ReadAsync(attempt, role, _piece.AsMemory(0, count), at, cancellationToken);
        (_start, _count) = (at, count);
    }
}
