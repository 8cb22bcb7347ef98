namespace Floe.Iceberg.Spec;

public enum ManifestContent
{
    Data = 0,
    Deletes = 1,
}

/// <summary>A manifest as a manifest list describes it.</summary>
public sealed record ManifestFile
{
    public required string Path { get; init; }

    public required long Length { get; init; }

    public required int PartitionSpecId { get; init; }

    public ManifestContent Content { get; init; }

    public long SequenceNumber { get; init; }

    /// <summary>The smallest data sequence number of its live files.</summary>
    public long MinSequenceNumber { get; init; }

    public long AddedSnapshotId { get; init; }

    /// <summary>Counts are null only where a v1 writer left them out.</summary>
    public int? AddedFilesCount { get; init; }

    public int? ExistingFilesCount { get; init; }

    public int? DeletedFilesCount { get; init; }

    public long? AddedRowsCount { get; init; }

    public long? ExistingRowsCount { get; init; }

    public long? DeletedRowsCount { get; init; }

    /// <summary>One for each field of the spec, or null where not measured.</summary>
    public IReadOnlyList<PartitionFieldSummary>? Partitions { get; init; }

    public byte[]? KeyMetadata { get; init; }

    /// <summary>Row lineage (v3): where its files without a first row id start to count.</summary>
    public long? FirstRowId { get; init; }

    /// <summary>False only where the list says that no file is added or existing.</summary>
    public bool MayHaveLiveFiles => AddedFilesCount is not 0 || ExistingFilesCount is not 0;
}

/// <summary>The range of a partition field over the files of a manifest. Bounds are single-value binary of the field's result type.</summary>
public sealed record PartitionFieldSummary(bool ContainsNull, bool? ContainsNan, byte[]? LowerBound, byte[]? UpperBound);
