namespace Floe.Floe.Tests;

/// <summary>A body that claims to be long, and once so much of it has been read, kills whoever reads it.</summary>
internal sealed class EndlessStream(long afterBytes, Func<Task> kill) : Stream
{
    public const long TotalLength = 1L << 30;

    private long _position;
    private bool _killed;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => TotalLength;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_killed && _position >= afterBytes)
        {
            _killed = true;
            await kill();
        }
        var count = (int)Math.Min(buffer.Length, TotalLength - _position);
        buffer.Span[..count].Clear();
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => TotalLength + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
