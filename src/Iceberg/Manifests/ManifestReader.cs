using System.Globalization;
using Floe.Iceberg.Avro;
using Floe.Iceberg.Spec;
using F = Floe.Iceberg.Manifests.ManifestFields;

namespace Floe.Iceberg.Manifests;

/// <summary>Reads manifests of every version, resolved by field id, with what entries inherit from the manifest list filled in.</summary>
public static class ManifestReader
{
    /// <param name="content">The manifest file.</param>
    /// <param name="manifest">Its entry in the manifest list.</param>
    /// <param name="table">Gives the types of partition values.</param>
    /// <exception cref="InvalidFileException">The file is no manifest, or is of a spec that the table does not have.</exception>
    public static IReadOnlyList<ManifestEntry> Read(byte[] content, ManifestFile manifest, TableMetadata table)
    {
        var file = AvroFile.Open(manifest.Path, content);
        var spec = table.FindSpec(manifest.PartitionSpecId)
            ?? throw new InvalidFileException(manifest.Path, "partition-spec-id", $"the table has no partition spec {manifest.PartitionSpecId}.");
        var reader = Fields(manifest.Path, table.PartitionType(spec)).Compile(file.Schema);
        var inheritance = new EntryInheritance(manifest);
        var entries = new List<ManifestEntry>();
        file.ReadRecords(decoder =>
        {
            var draft = new EntryDraft(manifest.PartitionSpecId, spec.Fields.Count);
            reader.Read(decoder, draft);
            entries.Add(inheritance.Apply(draft.Build(decoder)));
        });
        return entries;
    }

    /// <summary>The spec id in a manifest's header, for v1 snapshots that name their manifests without a list.</summary>
    internal static int SpecId(string location, byte[] content)
    {
        var text = AvroFile.Open(location, content).Metadata.GetValueOrDefault("partition-spec-id", "0");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new InvalidFileException(location, "partition-spec-id", $"'{text}' is no number.");
    }

    private static FieldMap<EntryDraft> Fields(string location, StructType partition)
    {
        var values = new FieldMap<EntryDraft>(location);
        for (var i = 0; i < partition.Fields.Count; i++)
        {
            var (index, field) = (i, partition.Fields[i]);
            values.Optional(field.Id, schema => AvroReads.Value(schema, field.Type), (draft, value) => draft.Partition[index] = value);
        }

        var file = new FieldMap<EntryDraft>(location)
            .Optional(F.Content, AvroReads.Int, (d, v) => d.Content = v)
            .Required(F.FilePath, AvroReads.String, (d, v) => d.Path = v)
            .Required(F.FileFormat, AvroReads.String, (d, v) => d.Format = v)
            .Record(F.Partition, values)
            .Required(F.RecordCount, AvroReads.Long, (d, v) => d.RecordCount = v)
            .Required(F.FileSize, AvroReads.Long, (d, v) => d.FileSize = v)
            .Optional(F.ColumnSizes, AvroReads.IntMap(117, 118, AvroReads.Long), (d, v) => d.ColumnSizes = v)
            .Optional(F.ValueCounts, AvroReads.IntMap(119, 120, AvroReads.Long), (d, v) => d.ValueCounts = v)
            .Optional(F.NullValueCounts, AvroReads.IntMap(121, 122, AvroReads.Long), (d, v) => d.NullValueCounts = v)
            .Optional(F.NanValueCounts, AvroReads.IntMap(138, 139, AvroReads.Long), (d, v) => d.NanValueCounts = v)
            .Optional(F.LowerBounds, AvroReads.IntMap(126, 127, AvroReads.Bytes), (d, v) => d.LowerBounds = v)
            .Optional(F.UpperBounds, AvroReads.IntMap(129, 130, AvroReads.Bytes), (d, v) => d.UpperBounds = v)
            .Optional(F.KeyMetadata, AvroReads.Bytes, (d, v) => d.KeyMetadata = v)
            .Optional(F.SplitOffsets, AvroReads.List(AvroReads.Long), (d, v) => d.SplitOffsets = v)
            .Optional(F.EqualityIds, AvroReads.List(AvroReads.Int), (d, v) => d.EqualityIds = v)
            .Optional(F.SortOrderId, AvroReads.Int, (d, v) => d.SortOrderId = v)
            .Optional(F.FirstRowId, AvroReads.Long, (d, v) => d.FirstRowId = v)
            .Optional(F.ReferencedDataFile, AvroReads.String, (d, v) => d.ReferencedDataFile = v)
            .Optional(F.ContentOffset, AvroReads.Long, (d, v) => d.ContentOffset = v)
            .Optional(F.ContentSize, AvroReads.Long, (d, v) => d.ContentSize = v);

        return new FieldMap<EntryDraft>(location)
            .Required(F.Status, AvroReads.Int, (d, v) => d.Status = v)
            .Optional(F.SnapshotId, AvroReads.Long, (d, v) => d.SnapshotId = v)
            .Optional(F.SequenceNumber, AvroReads.Long, (d, v) => d.SequenceNumber = v)
            .Optional(F.FileSequenceNumber, AvroReads.Long, (d, v) => d.FileSequenceNumber = v)
            .Record(F.DataFile, file);
    }
}
