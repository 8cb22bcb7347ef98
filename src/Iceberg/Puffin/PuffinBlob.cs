using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Puffin;

/// <summary>A blob as the footer of its Puffin file describes it.</summary>
/// <param name="Type">Such as <c>deletion-vector-v1</c> or <c>apache-datasketches-theta-v1</c>.</param>
/// <param name="Fields">The columns it was made from.</param>
/// <param name="SnapshotId">The snapshot it was made from; -1 for a deletion vector.</param>
/// <param name="SequenceNumber">-1 for a deletion vector.</param>
/// <param name="Offset">Where its bytes start in the file.</param>
/// <param name="Length">Of its bytes in the file.</param>
/// <param name="CompressionCodec">Null, <c>zstd</c> or <c>lz4</c>.</param>
public sealed record PuffinBlob(
    string Type, IReadOnlyList<int> Fields, long SnapshotId, long SequenceNumber, long Offset, long Length, string? CompressionCodec, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>What table metadata keeps of it.</summary>
    public BlobMetadata ToMetadata() => new(Type, SnapshotId, SequenceNumber, Fields, Properties);
}
