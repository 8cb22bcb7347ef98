namespace Floe.Iceberg.Spec;

/// <summary>From this time on the snapshot was the current one.</summary>
public sealed record SnapshotLogEntry(long TimestampMs, long SnapshotId);

/// <summary>An earlier metadata file of the table.</summary>
/// <param name="TimestampMs">Its last-updated-ms.</param>
public sealed record MetadataLogEntry(long TimestampMs, string MetadataFile);
