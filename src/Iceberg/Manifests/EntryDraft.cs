using Floe.Iceberg.Avro;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Collects an entry while it is read.</summary>
internal sealed class EntryDraft(int specId, int partitionFields)
{
    public object?[] Partition { get; } = partitionFields == 0 ? [] : new object?[partitionFields];

    public int Status { get; set; }

    public long? SnapshotId { get; set; }

    public long? SequenceNumber { get; set; }

    public long? FileSequenceNumber { get; set; }

    public int Content { get; set; }

    public string Path { get; set; } = "";

    public string Format { get; set; } = "";

    public long RecordCount { get; set; }

    public long FileSize { get; set; }

    public IReadOnlyDictionary<int, long>? ColumnSizes { get; set; }

    public IReadOnlyDictionary<int, long>? ValueCounts { get; set; }

    public IReadOnlyDictionary<int, long>? NullValueCounts { get; set; }

    public IReadOnlyDictionary<int, long>? NanValueCounts { get; set; }

    public IReadOnlyDictionary<int, byte[]>? LowerBounds { get; set; }

    public IReadOnlyDictionary<int, byte[]>? UpperBounds { get; set; }

    public byte[]? KeyMetadata { get; set; }

    public List<long>? SplitOffsets { get; set; }

    public List<int>? EqualityIds { get; set; }

    public int? SortOrderId { get; set; }

    public long? FirstRowId { get; set; }

    public string? ReferencedDataFile { get; set; }

    public long? ContentOffset { get; set; }

    public long? ContentSize { get; set; }

    public ManifestEntry Build(AvroDecoder at)
    {
        if (Status is < 0 or > (int)EntryStatus.Deleted) throw Fail(at, "status", $"{Status} is no entry status.");
        if (Content is < 0 or > (int)FileContent.EqualityDeletes) throw Fail(at, "data_file.content", $"{Content} is no file content.");
        if (RecordCount < 0) throw Fail(at, "data_file.record_count", $"{RecordCount} is negative.");
        if (FileSize < 0) throw Fail(at, "data_file.file_size_in_bytes", $"{FileSize} is negative.");
        return new ManifestEntry((EntryStatus)Status, SnapshotId, SequenceNumber, FileSequenceNumber, new DataFile
        {
            Content = (FileContent)Content,
            Path = Path,
            Format = ParseFormat(at),
            SpecId = specId,
            Partition = Partition.Length == 0 ? PartitionTuple.Empty : new PartitionTuple(Partition),
            RecordCount = RecordCount,
            FileSizeInBytes = FileSize,
            ColumnSizes = ColumnSizes,
            ValueCounts = ValueCounts,
            NullValueCounts = NullValueCounts,
            NanValueCounts = NanValueCounts,
            LowerBounds = LowerBounds,
            UpperBounds = UpperBounds,
            KeyMetadata = KeyMetadata,
            SplitOffsets = SplitOffsets,
            EqualityIds = EqualityIds,
            SortOrderId = SortOrderId,
            FirstRowId = FirstRowId,
            ReferencedDataFile = ReferencedDataFile,
            ContentOffset = ContentOffset,
            ContentSizeInBytes = ContentSize,
        });
    }

    private FileFormat ParseFormat(AvroDecoder at) => Format.ToUpperInvariant() switch
    {
        "PARQUET" => FileFormat.Parquet,
        "AVRO" => FileFormat.Avro,
        "ORC" => FileFormat.Orc,
        "PUFFIN" => FileFormat.Puffin,
        _ => throw Fail(at, "data_file.file_format", $"'{Format}' is no file format."),
    };

    private static InvalidFileException Fail(AvroDecoder at, string field, string problem)
    {
        at.Field = field;
        return at.Fail(problem);
    }
}
