using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Floe.Iceberg.Roaring;

namespace Floe.Iceberg.Deletes;

/// <summary>
/// The bytes of a <c>deletion-vector-v1</c> blob (Puffin specification): big-endian length of magic and vector, magic, vector (little-endian 64-bit
/// Roaring bitmap), big-endian CRC-32 of magic and vector.
/// </summary>
public static class DeletionVectorBlob
{
    public const string Type = "deletion-vector-v1";

    private const int LengthBytes = 4;
    private const int ChecksumBytes = 4;

    private static ReadOnlySpan<byte> Magic => [0xd1, 0xd3, 0x39, 0x64];

    public static byte[] Serialize(DeletionVector vector)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Write(stackalloc byte[LengthBytes]);
        buffer.Write(Magic);
        RoaringWriter.Write64(buffer, vector.Containers);
        var length = buffer.WrittenCount - LengthBytes;
        var blob = new byte[buffer.WrittenCount + ChecksumBytes];
        buffer.WrittenSpan.CopyTo(blob);
        BinaryPrimitives.WriteInt32BigEndian(blob, length);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(LengthBytes + length), Crc32.HashToUInt32(blob.AsSpan(LengthBytes, length)));
        return blob;
    }

    /// <param name="file">Location of the Puffin file, for messages.</param>
    /// <exception cref="InvalidFileException">The bytes are no deletion vector.</exception>
    public static DeletionVector Parse(string file, ReadOnlySpan<byte> blob)
    {
        if (blob.Length < LengthBytes + Magic.Length + ChecksumBytes) throw new InvalidFileException(file, Type, $"a deletion vector has more than {blob.Length} bytes.");
        var length = BinaryPrimitives.ReadInt32BigEndian(blob);
        if (length != blob.Length - LengthBytes - ChecksumBytes)
            throw new InvalidFileException(file, $"{Type}.length", $"{length} bytes are announced where the blob has {blob.Length - LengthBytes - ChecksumBytes}.");
        var content = blob.Slice(LengthBytes, length);
        if (!content.StartsWith(Magic)) throw new InvalidFileException(file, $"{Type}.magic", $"is {Convert.ToHexString(content[..4])}, not {Convert.ToHexString(Magic)}.");
        if (Crc32.HashToUInt32(content) != BinaryPrimitives.ReadUInt32BigEndian(blob[^ChecksumBytes..])) throw new InvalidFileException(file, $"{Type}.crc", "the checksum does not match.");

        var vector = new DeletionVector();
        try
        {
            RoaringReader.Read64(content[Magic.Length..], vector.AddContainer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidFileException(file, $"{Type}.vector", $"{e.Message}.", e);
        }
        return vector;
    }
}
