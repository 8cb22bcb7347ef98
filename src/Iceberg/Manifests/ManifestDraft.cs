using Floe.Iceberg.Avro;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Collects a manifest's entry in a list while it is read.</summary>
internal sealed class ManifestDraft
{
    public string Path { get; set; } = "";

    public long Length { get; set; }

    public int PartitionSpecId { get; set; }

    public int Content { get; set; }

    public long SequenceNumber { get; set; }

    public long MinSequenceNumber { get; set; }

    public long AddedSnapshotId { get; set; }

    public int? AddedFiles { get; set; }

    public int? ExistingFiles { get; set; }

    public int? DeletedFiles { get; set; }

    public long? AddedRows { get; set; }

    public long? ExistingRows { get; set; }

    public long? DeletedRows { get; set; }

    public List<PartitionFieldSummary>? Partitions { get; set; }

    public byte[]? KeyMetadata { get; set; }

    public long? FirstRowId { get; set; }

    public ManifestFile Build(AvroDecoder at)
    {
        if (Content is < 0 or > (int)ManifestContent.Deletes)
        {
            at.Field = "content";
            throw at.Fail($"{Content} is no manifest content.");
        }
        return new ManifestFile
        {
            Path = Path,
            Length = Length,
            PartitionSpecId = PartitionSpecId,
            Content = (ManifestContent)Content,
            SequenceNumber = SequenceNumber,
            MinSequenceNumber = MinSequenceNumber,
            AddedSnapshotId = AddedSnapshotId,
            AddedFilesCount = AddedFiles,
            ExistingFilesCount = ExistingFiles,
            DeletedFilesCount = DeletedFiles,
            AddedRowsCount = AddedRows,
            ExistingRowsCount = ExistingRows,
            DeletedRowsCount = DeletedRows,
            Partitions = Partitions,
            KeyMetadata = KeyMetadata,
            FirstRowId = FirstRowId,
        };
    }
}
