using System.Buffers.Binary;

namespace Floe.Iceberg.Avro;

/// <summary>Reads Avro's snappy blocks: raw snappy followed by the big-endian CRC-32 of the plain bytes.</summary>
internal static class Snappy
{
    private const int ChecksumLength = 4;

    /// <exception cref="InvalidDataException">The block is corrupt, or larger than the limit.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> block, int maxLength)
    {
        if (block.Length < ChecksumLength) throw new InvalidDataException("the block is shorter than its checksum");
        var source = block[..^ChecksumLength];
        var length = ReadLength(ref source);
        // A snappy element of 3 bytes makes at most 64, so a longer announcement cannot be true.
        if (length > maxLength || length > source.Length * 64L) throw new InvalidDataException($"{length} bytes are announced in a block of {block.Length}");

        var plain = new byte[length];
        var written = 0;
        while (source.Length > 0) written += Element(ref source, plain, written);
        if (written != plain.Length) throw new InvalidDataException($"{written} bytes are there where {plain.Length} are announced");
        var checksum = BinaryPrimitives.ReadUInt32BigEndian(block[^ChecksumLength..]);
        return System.IO.Hashing.Crc32.HashToUInt32(plain) == checksum ? plain : throw new InvalidDataException("the checksum does not match");
    }

    /// <summary>A literal is copied from the source, a copy from what is written already, which it may overlap.</summary>
    private static int Element(ref ReadOnlySpan<byte> source, byte[] plain, int written)
    {
        var tag = Take(ref source, 1)[0];
        if ((tag & 3) == 0)
        {
            var count = tag >> 2;
            if (count >= 60) count = LittleEndian(Take(ref source, count - 59));
            var literal = Take(ref source, (long)count + 1);
            if (literal.Length > plain.Length - written) throw new InvalidDataException("a literal runs over the end");
            literal.CopyTo(plain.AsSpan(written));
            return literal.Length;
        }

        var (length, offset) = (tag & 3) switch
        {
            1 => (((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | Take(ref source, 1)[0]),
            2 => ((tag >> 2) + 1, LittleEndian(Take(ref source, 2))),
            _ => ((tag >> 2) + 1, LittleEndian(Take(ref source, 4))),
        };
        if (offset <= 0 || offset > written || length > plain.Length - written) throw new InvalidDataException("a copy points outside the block");
        for (var i = 0; i < length; i++) plain[written + i] = plain[written + i - offset];
        return length;
    }

    private static int ReadLength(ref ReadOnlySpan<byte> source)
    {
        var value = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Take(ref source, 1)[0];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80) return value <= int.MaxValue ? (int)value : throw new InvalidDataException("the length is over 2 GiB");
        }
        throw new InvalidDataException("the length is no 32-bit number");
    }

    private static int LittleEndian(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        for (var i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> source, long count)
    {
        if (count < 0 || count > source.Length) throw new InvalidDataException("the block ends in the middle of an element");
        var taken = source[..(int)count];
        source = source[(int)count..];
        return taken;
    }
}
