using System.Buffers.Binary;
using System.Text;

namespace Floe.Iceberg.Avro;

/// <summary>Takes values from a block of bytes. Every length is checked against the bytes that are left, so that a hostile file costs no more than its size.</summary>
internal sealed class AvroDecoder(string file, byte[] data, int start, int end)
{
    private int _position = start;

    /// <summary>The field being read, for messages.</summary>
    public string Field { get; set; } = "";

    public int Position => _position;

    public int Remaining => end - _position;

    public bool ReadBoolean() => ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw Fail($"{other} is no boolean."),
    };

    public long ReadLong()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return (long)(value >> 1) ^ -(long)(value & 1);
        }
        throw Fail("a number is longer than 64 bits.");
    }

    public int ReadInt()
    {
        var value = ReadLong();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fail($"{value} is no 32-bit number.");
    }

    public float ReadFloat() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadLong());

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Remaining) throw Fail($"{count} bytes are announced where {Remaining} are left.");
        var span = data.AsSpan(_position, (int)count);
        _position += (int)count;
        return span;
    }

    /// <summary>
    /// The number of items in the next block of an array or map; 0 ends it. A negative count is followed by the block's size in bytes, which is
    /// returned so that the block can be skipped.
    /// </summary>
    public int ReadBlockCount(out long byteCount)
    {
        byteCount = -1;
        var count = ReadLong();
        if (count < 0)
        {
            byteCount = ReadLong();
            count = unchecked(-count);
        }
        // An item takes at least a byte: items of nothing would make a file of ten bytes run for ever.
        return count >= 0 && count <= Remaining ? (int)count : throw Fail($"{count} items are announced where {Remaining} bytes are left.");
    }

    public InvalidFileException Fail(string problem) => new(file, Field, problem);

    private byte ReadByte() => _position < end ? data[_position++] : throw Fail("the file ends in the middle of a value.");
}
