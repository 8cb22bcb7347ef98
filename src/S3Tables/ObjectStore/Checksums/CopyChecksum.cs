using System.Buffers;

namespace Floe.S3Tables.ObjectStore.Checksums;

/// <summary>
/// The checksum of a copy, which is one of the full object whatever the source came as: the source's own where it is that already, composed of its parts' where
/// they tell it, and computed from the bytes else.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html</remarks>
internal static class CopyChecksum
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Without a look at the bytes; null where it takes one.</summary>
    /// <param name="source">What is said of the source.</param>
    /// <param name="wanted">Null keeps the source's algorithm, or takes S3's default.</param>
    public static Checksum? Known(ObjectAttributes source, ChecksumAlgorithm? wanted)
    {
        var algorithm = AlgorithmOf(source, wanted);
        if (source.Checksum is not { } checksum || checksum.Algorithm != algorithm) return null;
        if (checksum.Type == ChecksumType.FullObject) return checksum;
        return CrcCombination.Of(algorithm) is { } crc && source.Parts is { } parts && parts.All(part => part.Checksum is not null)
            ? new Checksum(algorithm, crc.Combine(parts.Select(part => (part.Checksum!, part.Size))))
            : null;
    }

    public static Checksum Compute(ObjectContent content, ObjectAttributes source, ChecksumAlgorithm? wanted, CancellationToken cancellationToken)
    {
        var algorithm = AlgorithmOf(source, wanted);
        using var hash = ChecksumHash.Create(algorithm);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var (offset, read) = (0L, 0); (read = content.Read(buffer, offset)) > 0; offset += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.Append(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return new Checksum(algorithm, hash.FinishBase64());
    }

    private static ChecksumAlgorithm AlgorithmOf(ObjectAttributes source, ChecksumAlgorithm? wanted) => wanted ?? source.Checksum?.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
}
