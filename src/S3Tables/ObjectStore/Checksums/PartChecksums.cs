namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>An object's checksum from those of its parts.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html</remarks>
internal static class PartChecksums
{
    /// <summary>CRC64NVME always covers the full object, SHA never can; the other CRCs are composed unless asked otherwise.</summary>
    public static ChecksumType DefaultType(ChecksumAlgorithm algorithm) => algorithm == ChecksumAlgorithm.Crc64Nvme ? ChecksumType.FullObject : ChecksumType.Composite;

    public static bool IsPossible(ChecksumAlgorithm algorithm, ChecksumType type) => type == ChecksumType.FullObject
        ? CrcCombination.Of(algorithm) is not null
        : algorithm != ChecksumAlgorithm.Crc64Nvme;

    public static Checksum Combine(ChecksumAlgorithm algorithm, ChecksumType type, IReadOnlyList<(string Base64, long Length)> parts)
    {
        if (type == ChecksumType.FullObject) return new Checksum(algorithm, CrcCombination.Of(algorithm)!.Combine(parts), type);
        using var hash = ChecksumHash.Create(algorithm);
        foreach (var (base64, _) in parts) hash.Append(Convert.FromBase64String(base64));
        return new Checksum(algorithm, $"{hash.FinishBase64()}-{parts.Count}", type);
    }
}
