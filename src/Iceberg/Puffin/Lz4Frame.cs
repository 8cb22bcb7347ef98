using System.Buffers.Binary;

namespace Floe.Iceberg.Puffin;

/// <summary>Reads a single LZ4 frame (LZ4 frame format, version 1). Its checksums are passed over: Puffin's readers have the JSON or the blob to check.</summary>
internal static class Lz4Frame
{
    private const uint Magic = 0x184d2204;
    private const int ChecksumBytes = 4;

    /// <exception cref="InvalidDataException">The frame is corrupt, or larger than the limit.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> frame, int maxLength)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(Take(ref frame, 4)) != Magic) throw new InvalidDataException("it does not start as an LZ4 frame");
        var flags = Take(ref frame, 2)[0];
        if (flags >> 6 != 1) throw new InvalidDataException($"version {flags >> 6} of LZ4 frames is not known");
        if ((flags & 1) != 0) throw new InvalidDataException("it needs a dictionary");
        if ((flags & 8) != 0) Take(ref frame, 8);
        Take(ref frame, 1);

        var plain = new List<byte>();
        while (BinaryPrimitives.ReadUInt32LittleEndian(Take(ref frame, 4)) is var size and not 0)
        {
            var block = Take(ref frame, size & int.MaxValue);
            if (size >> 31 == 1) Append(plain, block, maxLength);
            else Decode(block, plain, maxLength);
            if ((flags & 16) != 0) Take(ref frame, ChecksumBytes);
        }
        return [.. plain];
    }

    /// <summary>A sequence is a token, literals, and a copy of what is written already, which it may overlap; the last one has literals only.</summary>
    private static void Decode(ReadOnlySpan<byte> block, List<byte> plain, int maxLength)
    {
        while (block.Length > 0)
        {
            var token = Take(ref block, 1)[0];
            Append(plain, Take(ref block, Length(ref block, token >> 4)), maxLength);
            if (block.Length == 0) return;
            var offset = BinaryPrimitives.ReadUInt16LittleEndian(Take(ref block, 2));
            var count = Length(ref block, token & 15) + 4;
            if (offset == 0 || offset > plain.Count) throw new InvalidDataException("a copy points outside the frame");
            if (plain.Count + count > maxLength) throw TooLarge(maxLength);
            for (var i = 0L; i < count; i++) plain.Add(plain[^offset]);
        }
    }

    /// <summary>Fifteen in the token: bytes follow that are added, up to one that is not 255.</summary>
    private static long Length(ref ReadOnlySpan<byte> block, int start)
    {
        long length = start;
        if (start != 15) return length;
        byte next;
        do
        {
            next = Take(ref block, 1)[0];
            length += next;
        }
        while (next == byte.MaxValue);
        return length;
    }

    private static void Append(List<byte> plain, ReadOnlySpan<byte> bytes, int maxLength)
    {
        if (plain.Count + (long)bytes.Length > maxLength) throw TooLarge(maxLength);
        plain.AddRange(bytes);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> source, long count)
    {
        if (count > source.Length) throw new InvalidDataException("it ends in the middle");
        var taken = source[..(int)count];
        source = source[(int)count..];
        return taken;
    }

    private static InvalidDataException TooLarge(int maxLength) => new($"it is larger than {maxLength} bytes uncompressed");
}
