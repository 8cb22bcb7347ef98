namespace Floe.Iceberg.Spec;

/// <summary>Values of <see cref="SummaryKeys.Operation"/>.</summary>
public static class SnapshotOperation
{
    /// <summary>Only data files were added.</summary>
    public const string Append = "append";

    /// <summary>Files were replaced without changing the table's rows (compaction).</summary>
    public const string Replace = "replace";

    /// <summary>Rows were added and removed.</summary>
    public const string Overwrite = "overwrite";

    /// <summary>Only rows were removed.</summary>
    public const string Delete = "delete";
}

/// <summary>Keys of a snapshot's summary (specification, Appendix F).</summary>
public static class SummaryKeys
{
    public const string Operation = "operation";
    public const string AddedDataFiles = "added-data-files";
    public const string DeletedDataFiles = "deleted-data-files";
    public const string TotalDataFiles = "total-data-files";
    public const string AddedDeleteFiles = "added-delete-files";
    public const string RemovedDeleteFiles = "removed-delete-files";
    public const string TotalDeleteFiles = "total-delete-files";
    public const string AddedPositionDeleteFiles = "added-position-delete-files";
    public const string RemovedPositionDeleteFiles = "removed-position-delete-files";
    public const string AddedEqualityDeleteFiles = "added-equality-delete-files";
    public const string RemovedEqualityDeleteFiles = "removed-equality-delete-files";
    public const string AddedDvs = "added-dvs";
    public const string RemovedDvs = "removed-dvs";
    public const string AddedRecords = "added-records";
    public const string DeletedRecords = "deleted-records";
    public const string TotalRecords = "total-records";
    public const string AddedFilesSize = "added-files-size";
    public const string RemovedFilesSize = "removed-files-size";
    public const string TotalFilesSize = "total-files-size";
    public const string AddedPositionDeletes = "added-position-deletes";
    public const string RemovedPositionDeletes = "removed-position-deletes";
    public const string TotalPositionDeletes = "total-position-deletes";
    public const string AddedEqualityDeletes = "added-equality-deletes";
    public const string RemovedEqualityDeletes = "removed-equality-deletes";
    public const string TotalEqualityDeletes = "total-equality-deletes";
    public const string ChangedPartitionCount = "changed-partition-count";
    public const string ManifestsCreated = "manifests-created";
    public const string ManifestsKept = "manifests-kept";
    public const string ManifestsReplaced = "manifests-replaced";
    public const string EntriesProcessed = "entries-processed";

    /// <summary>Names a staged snapshot: write, audit, publish.</summary>
    public const string WapId = "wap.id";

    /// <summary>The <see cref="WapId"/> that a snapshot made visible.</summary>
    public const string PublishedWapId = "published-wap-id";

    /// <summary>The snapshot whose changes a cherry-picked one repeats.</summary>
    public const string SourceSnapshotId = "source-snapshot-id";

    /// <summary>"true" in an overwrite that replaced whole partitions.</summary>
    public const string ReplacePartitions = "replace-partitions";

    public const string EngineName = "engine-name";
    public const string EngineVersion = "engine-version";
}
