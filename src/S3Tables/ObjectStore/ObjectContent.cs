using Microsoft.Win32.SafeHandles;

namespace Floe.S3Tables.ObjectStore;

/// <summary>An object's bytes, open for reading: they stay readable though the object is replaced or deleted meanwhile.</summary>
public sealed class ObjectContent : IDisposable
{
    private readonly SafeFileHandle? _file;

    internal ObjectContent(SafeFileHandle file) => _file = file;

    internal ObjectContent(byte[] bytes) => Bytes = bytes;

    /// <summary>The whole, where it is in memory already: that of small objects.</summary>
    public byte[]? Bytes { get; }

    /// <summary>Reads bytes from an offset on, as many as there are and fit; 0 at the end.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        if (_file is not null) return RandomAccess.Read(_file, buffer, offset);
        var rest = Bytes.AsSpan((int)Math.Min(offset, Bytes!.Length));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }

    /// <param name="size">The object's size.</param>
    public byte[] ReadAll(long size)
    {
        if (Bytes is not null) return Bytes;
        var bytes = new byte[size];
        for (var at = 0; at < bytes.Length;)
        {
            var read = Read(bytes.AsSpan(at), at);
            if (read == 0) throw new EndOfStreamException($"An object's file ends after {at} of the {size} bytes that its row says.");
            at += read;
        }
        return bytes;
    }

    public void Dispose() => _file?.Dispose();
}
