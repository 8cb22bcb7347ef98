using System.Security.Cryptography;
using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.ObjectStore;

/// <summary>What an object made of parts will be, known before its bytes are put together.</summary>
internal sealed record AssembledObject(string Key, long Size, string ETag, ObjectAttributes Attributes, IReadOnlyList<UploadedPart> Parts)
{
    public static AssembledObject From(Upload upload, IReadOnlyList<UploadedPart> parts, Checksum? expected)
    {
        var checksum = Combine(upload.Attributes, parts);
        if (expected is not null && checksum is { Type: ChecksumType.FullObject } && checksum.Algorithm == expected.Algorithm && checksum.Value != expected.Value)
            throw new StoreException(StoreError.BadDigest, checksum.Algorithm.Name());
        var attributes = upload.Attributes with
        {
            Checksum = checksum,
            ChecksumAlgorithm = null,
            ChecksumType = null,
            UploadId = upload.Id,
            Parts = [.. parts.Select((part, i) => new ObjectPart(i + 1, part.Size, upload.Attributes.ChecksumAlgorithm is null ? null : part.Checksum?.Value))],
        };
        return new AssembledObject(upload.Key, parts.Sum(part => part.Size), ETagOf([.. parts.Select(part => part.ETag)]), attributes, parts);
    }

    /// <summary>MD5 of the parts' MD5s, and how many they are, as S3 makes it.</summary>
    public static string ETagOf(IReadOnlyList<string> parts) => $"{Convert.ToHexStringLower(MD5.HashData([.. parts.SelectMany(Convert.FromHexString)]))}-{parts.Count}";

    private static Checksum? Combine(ObjectAttributes attributes, IReadOnlyList<UploadedPart> parts)
    {
        var algorithm = attributes.ChecksumAlgorithm ?? ChecksumAlgorithm.Crc64Nvme;
        // Parts from before there was a default have none.
        if (parts.Any(part => part.Checksum?.Algorithm != algorithm)) return null;
        return PartChecksums.Combine(algorithm, attributes.ChecksumType ?? PartChecksums.DefaultType(algorithm), [.. parts.Select(part => (part.Checksum!.Value, part.Size))]);
    }
}
