namespace Floe.Iceberg.Spec;

/// <summary>A Puffin file of statistics about one snapshot.</summary>
public sealed record StatisticsFile(
    long SnapshotId, string StatisticsPath, long FileSizeInBytes, long FileFooterSizeInBytes, IReadOnlyList<BlobMetadata> BlobMetadata, string? KeyMetadata = null);

public sealed record BlobMetadata(string Type, long SnapshotId, long SequenceNumber, IReadOnlyList<int> Fields, IReadOnlyDictionary<string, string> Properties);

public sealed record PartitionStatisticsFile(long SnapshotId, string StatisticsPath, long FileSizeInBytes);
