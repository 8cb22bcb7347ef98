using System.Buffers;

namespace Floe.DataGen.Upload;

/// <summary>A piece of the object in a pooled buffer, which goes back when the part is disposed. Disposing twice is fine.</summary>
internal sealed class Part(ArrayPool<byte> pool, byte[] buffer, int number, int length, long rows) : IDisposable
{
    private byte[]? _buffer = buffer;

    /// <summary>From 1, as S3 counts.</summary>
    public int Number => number;

    public int Length => length;

    public long Rows => rows;

    public Stream OpenRead() => new MemoryStream(_buffer ?? throw new ObjectDisposedException(nameof(Part)), 0, length, writable: false);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } pooled) pool.Return(pooled);
    }
}
