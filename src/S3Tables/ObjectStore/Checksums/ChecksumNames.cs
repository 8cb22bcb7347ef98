namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>The algorithms' names in headers and in XML.</summary>
public static class ChecksumNames
{
    public static readonly IReadOnlyList<ChecksumAlgorithm> All = Enum.GetValues<ChecksumAlgorithm>();

    /// <summary>As in <c>x-amz-checksum-algorithm: CRC32C</c>.</summary>
    public static string Name(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => "CRC32",
        ChecksumAlgorithm.Crc32C => "CRC32C",
        ChecksumAlgorithm.Crc64Nvme => "CRC64NVME",
        ChecksumAlgorithm.Sha1 => "SHA1",
        _ => "SHA256",
    };

    public static string Name(this ChecksumType type) => type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT";

    /// <summary>As in <c>x-amz-checksum-crc32c</c>.</summary>
    public static string Header(this ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => "x-amz-checksum-crc32",
        ChecksumAlgorithm.Crc32C => "x-amz-checksum-crc32c",
        ChecksumAlgorithm.Crc64Nvme => "x-amz-checksum-crc64nvme",
        ChecksumAlgorithm.Sha1 => "x-amz-checksum-sha1",
        _ => "x-amz-checksum-sha256",
    };

    /// <summary>As in <c>&lt;ChecksumCRC32C&gt;</c>.</summary>
    public static string Element(this ChecksumAlgorithm algorithm) => "Checksum" + algorithm.Name();

    public static ChecksumAlgorithm? Parse(string? name) => name is null ? null : All.Where(a => a.Name().Equals(name, StringComparison.OrdinalIgnoreCase)).Cast<ChecksumAlgorithm?>().FirstOrDefault();

    public static ChecksumAlgorithm? ParseHeader(string header) => All.Where(a => a.Header().Equals(header, StringComparison.OrdinalIgnoreCase)).Cast<ChecksumAlgorithm?>().FirstOrDefault();
}
