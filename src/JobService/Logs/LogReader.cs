namespace Floe.JobService.Logs;

/// <summary>Reads whole lines of a log that may still grow.</summary>
internal sealed class LogReader(ILogSource source, long offset) : IDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private byte[] _buffer = new byte[ChunkBytes];

    /// <summary>The byte after what was read.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The next whole lines, with their line ends; empty where there is no further whole line yet. Valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var count = await source.ReadAsync(_buffer, Offset, cancellationToken);
            var end = _buffer.AsSpan(0, count).LastIndexOf((byte)'\n') + 1;
            if (end > 0)
            {
                Offset += end;
                return _buffer.AsMemory(0, end);
            }
            if (count < _buffer.Length) return default;
            _buffer = new byte[_buffer.Length * 2];
        }
    }

    public void Dispose() => source.Dispose();
}
