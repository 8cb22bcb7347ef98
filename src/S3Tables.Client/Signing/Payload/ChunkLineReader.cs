using System.Buffers;
using System.Text;

namespace Floe.S3Tables.Client.Signing.Payload;

/// <summary>Reads lines and data in turn from a stream, through one buffer. A line has a limit, so a sender cannot make us hold more than the buffer.</summary>
internal sealed class ChunkLineReader(Stream source) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    /// <summary>A chunk header is about 100 bytes, a trailer somewhat more.</summary>
    private const int MaxLine = 1024;

    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start;
    private int _end;

    private ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    public async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await TryReadLineAsync(cancellationToken) ?? throw new PayloadException(PayloadError.Incomplete, "The aws-chunked body ends where a chunk header is expected.");

    /// <summary>A line without its CRLF; null at the end of the stream.</summary>
    public async ValueTask<string?> TryReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var newline = Buffered.IndexOf((byte)'\n');
            if (newline > MaxLine || (newline < 0 && Buffered.Length > MaxLine))
                throw new PayloadException(PayloadError.Incomplete, $"A header line in the aws-chunked body is longer than {MaxLine} bytes.");
            if (newline >= 0)
            {
                var line = Encoding.ASCII.GetString(Buffered[..newline]);
                _start += newline + 1;
                return line.EndsWith('\r') ? line[..^1] : line;
            }
            if (await FillAsync(cancellationToken)) continue;
            return Buffered.IsEmpty ? null : throw new PayloadException(PayloadError.Incomplete, "The aws-chunked body ends inside a header line.");
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (_start == _end) return await source.ReadAsync(target, cancellationToken);
        var count = Math.Min(target.Length, _end - _start);
        Buffered[..count].CopyTo(target.Span);
        _start += count;
        return count;
    }

    public void Dispose()
    {
        if (_buffer is null) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_buffer is null, this);
        if (_start > 0)
        {
            Buffered.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        var read = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
