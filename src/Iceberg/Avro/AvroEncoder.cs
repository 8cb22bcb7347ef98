using System.Buffers.Binary;
using System.Text;

namespace Floe.Iceberg.Avro;

/// <summary>Appends values to a growing buffer.</summary>
internal sealed class AvroEncoder
{
    private byte[] _buffer = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Boolean(bool value) => Raw([value ? (byte)1 : (byte)0]);

    public void Long(long value)
    {
        var span = Reserve(10);
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        var length = 0;
        for (; zigzag >= 0x80; zigzag >>= 7) span[length++] = (byte)(zigzag | 0x80);
        span[length++] = (byte)zigzag;
        Length += length;
    }

    public void Float(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Reserve(4), value);
        Length += 4;
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);
        Length += 8;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Long(value.Length);
        Raw(value);
    }

    public void String(string value)
    {
        Long(Encoding.UTF8.GetByteCount(value));
        var span = Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        Length += Encoding.UTF8.GetBytes(value, span);
    }

    public void Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Length += value.Length;
    }

    /// <summary>The union of null and something, in this order: says which of the two follows.</summary>
    public bool Present(bool present)
    {
        Long(present ? 1 : 0);
        return present;
    }

    public void OptionalLong(long? value)
    {
        if (Present(value is not null)) Long(value!.Value);
    }

    public void OptionalString(string? value)
    {
        if (Present(value is not null)) String(value!);
    }

    public void OptionalBytes(byte[]? value)
    {
        if (Present(value is not null)) Bytes(value);
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        return _buffer.AsSpan(Length);
    }
}
