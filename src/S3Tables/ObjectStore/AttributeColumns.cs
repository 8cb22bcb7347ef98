using System.Buffers.Binary;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.ObjectStore;

/// <summary>
/// Attributes as columns. Nearly every object has S3's default checksum and nothing else, so that one has a column of its own: eight bytes a row
/// instead of a document, which a listing would have to parse a thousand times.
/// </summary>
internal static class AttributeColumns
{
    public static (string? Json, long? Crc64) Write(ObjectAttributes attributes)
    {
        if (attributes.Checksum is not { Algorithm: ChecksumAlgorithm.Crc64Nvme, Type: ChecksumType.FullObject } checksum) return (attributes.ToJson(), null);
        return ((attributes with { Checksum = null }).ToJson(), BinaryPrimitives.ReadInt64BigEndian(Convert.FromBase64String(checksum.Value)));
    }

    public static ObjectAttributes Read(SqlRow row, int json, int crc64)
    {
        var attributes = ObjectAttributes.FromJson(row.GetStringOrNull(json));
        if (row.GetInt64OrNull(crc64) is not { } value) return attributes;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return attributes with { Checksum = new Checksum(ChecksumAlgorithm.Crc64Nvme, Convert.ToBase64String(bytes)) };
    }
}
