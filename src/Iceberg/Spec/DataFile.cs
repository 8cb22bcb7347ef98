namespace Floe.Iceberg.Spec;

public enum FileContent
{
    Data = 0,
    PositionDeletes = 1,
    EqualityDeletes = 2,
}

public enum FileFormat
{
    Avro,
    Orc,
    Parquet,

    /// <summary>Deletion vectors (v3).</summary>
    Puffin,
}

/// <summary>A data or delete file as manifests describe it. Counts and bounds are by field id; what the writer did not measure is absent.</summary>
public sealed record DataFile
{
    public FileContent Content { get; init; }

    public required string Path { get; init; }

    public FileFormat Format { get; init; } = FileFormat.Parquet;

    /// <summary>The partition spec the file was written with; not in the entry itself but in its manifest.</summary>
    public int SpecId { get; init; }

    /// <summary>One value for each field of the spec.</summary>
    public PartitionTuple Partition { get; init; } = PartitionTuple.Empty;

    public required long RecordCount { get; init; }

    public required long FileSizeInBytes { get; init; }

    public IReadOnlyDictionary<int, long>? ColumnSizes { get; init; }

    /// <summary>Values with nulls and NaNs.</summary>
    public IReadOnlyDictionary<int, long>? ValueCounts { get; init; }

    public IReadOnlyDictionary<int, long>? NullValueCounts { get; init; }

    public IReadOnlyDictionary<int, long>? NanValueCounts { get; init; }

    /// <summary>Single-value binary, see <see cref="Metrics.SingleValue"/>. Not greater than any value of the column but null and NaN.</summary>
    public IReadOnlyDictionary<int, byte[]>? LowerBounds { get; init; }

    /// <summary>Not less than any value of the column but null and NaN.</summary>
    public IReadOnlyDictionary<int, byte[]>? UpperBounds { get; init; }

    public byte[]? KeyMetadata { get; init; }

    /// <summary>Where row groups start, ascending.</summary>
    public IReadOnlyList<long>? SplitOffsets { get; init; }

    /// <summary>The columns an equality delete compares.</summary>
    public IReadOnlyList<int>? EqualityIds { get; init; }

    public int? SortOrderId { get; init; }

    /// <summary>Row lineage (v3): the row id of the first row.</summary>
    public long? FirstRowId { get; init; }

    /// <summary>The one data file that all deletes of this file are for; always given for a deletion vector.</summary>
    public string? ReferencedDataFile { get; init; }

    /// <summary>Where a deletion vector starts inside its Puffin file.</summary>
    public long? ContentOffset { get; init; }

    public long? ContentSizeInBytes { get; init; }

    public bool IsDeletionVector => Content == FileContent.PositionDeletes && Format == FileFormat.Puffin;

    /// <summary>What tells files of a table apart: several deletion vectors share a Puffin file.</summary>
    public (string Path, long? Offset) Key => (Path, IsDeletionVector ? ContentOffset : null);
}
