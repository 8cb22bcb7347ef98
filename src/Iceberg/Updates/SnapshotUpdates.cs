using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>Makes the snapshot known; a reference makes it visible.</summary>
public sealed record AddSnapshot(Snapshot Snapshot) : MetadataUpdate;

public sealed record SetSnapshotRef(string RefName, SnapshotRef Reference) : MetadataUpdate;

public sealed record RemoveSnapshots(IReadOnlyList<long> SnapshotIds) : MetadataUpdate;

public sealed record RemoveSnapshotRef(string RefName) : MetadataUpdate;

public sealed record SetStatistics(StatisticsFile Statistics) : MetadataUpdate;

public sealed record RemoveStatistics(long SnapshotId) : MetadataUpdate;

public sealed record SetPartitionStatistics(PartitionStatisticsFile Statistics) : MetadataUpdate;

public sealed record RemovePartitionStatistics(long SnapshotId) : MetadataUpdate;
