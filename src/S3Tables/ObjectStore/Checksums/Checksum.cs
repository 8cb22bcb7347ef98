namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>A checksum as S3 states it: <see cref="Value"/> is Base64, with "-N" behind it where it is composed of N parts' checksums.</summary>
public sealed record Checksum(ChecksumAlgorithm Algorithm, string Value, ChecksumType Type = ChecksumType.FullObject);

public enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}

public enum ChecksumType
{
    FullObject,
    Composite,
}
