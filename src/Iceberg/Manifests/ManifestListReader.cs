using Floe.Iceberg.Avro;
using Floe.Iceberg.Spec;
using F = Floe.Iceberg.Manifests.ManifestListFields;

namespace Floe.Iceberg.Manifests;

/// <summary>Reads manifest lists of every version. Field names differ by the age of the writer, so only ids count.</summary>
public static class ManifestListReader
{
    /// <exception cref="InvalidFileException">The file is no manifest list.</exception>
    public static IReadOnlyList<ManifestFile> Read(string location, byte[] content)
    {
        var file = AvroFile.Open(location, content);
        var reader = Fields(location).Compile(file.Schema);
        var manifests = new List<ManifestFile>();
        file.ReadRecords(decoder =>
        {
            var draft = new ManifestDraft();
            reader.Read(decoder, draft);
            manifests.Add(draft.Build(decoder));
        });
        return manifests;
    }

    private static FieldMap<ManifestDraft> Fields(string location) => new FieldMap<ManifestDraft>(location)
        .Required(F.Path, AvroReads.String, (d, v) => d.Path = v)
        .Required(F.Length, AvroReads.Long, (d, v) => d.Length = v)
        .Required(F.PartitionSpecId, AvroReads.Int, (d, v) => d.PartitionSpecId = v)
        .Optional(F.Content, AvroReads.Int, (d, v) => d.Content = v)
        .Optional(F.SequenceNumber, AvroReads.Long, (d, v) => d.SequenceNumber = v)
        .Optional(F.MinSequenceNumber, AvroReads.Long, (d, v) => d.MinSequenceNumber = v)
        .Optional(F.AddedSnapshotId, AvroReads.Long, (d, v) => d.AddedSnapshotId = v)
        .Optional(F.AddedFiles, AvroReads.Int, (d, v) => d.AddedFiles = v)
        .Optional(F.ExistingFiles, AvroReads.Int, (d, v) => d.ExistingFiles = v)
        .Optional(F.DeletedFiles, AvroReads.Int, (d, v) => d.DeletedFiles = v)
        .Optional(F.AddedRows, AvroReads.Long, (d, v) => d.AddedRows = v)
        .Optional(F.ExistingRows, AvroReads.Long, (d, v) => d.ExistingRows = v)
        .Optional(F.DeletedRows, AvroReads.Long, (d, v) => d.DeletedRows = v)
        .Optional(F.Partitions, AvroReads.List(schema => Summary(location, schema)), (d, v) => d.Partitions = v)
        .Optional(F.KeyMetadata, AvroReads.Bytes, (d, v) => d.KeyMetadata = v)
        .Optional(F.FirstRowId, AvroReads.Long, (d, v) => d.FirstRowId = v);

    private static AvroRead<PartitionFieldSummary> Summary(string location, AvroSchema schema)
    {
        var reader = new FieldMap<SummaryDraft>(location)
            .Required(F.ContainsNull, AvroReads.Boolean, (d, v) => d.ContainsNull = v)
            .Optional(F.ContainsNan, AvroReads.Boolean, (d, v) => d.ContainsNan = v)
            .Optional(F.LowerBound, AvroReads.Bytes, (d, v) => d.LowerBound = v)
            .Optional(F.UpperBound, AvroReads.Bytes, (d, v) => d.UpperBound = v)
            .Compile(schema, "partitions");
        return decoder =>
        {
            var draft = new SummaryDraft();
            reader.Read(decoder, draft);
            return new PartitionFieldSummary(draft.ContainsNull, draft.ContainsNan, draft.LowerBound, draft.UpperBound);
        };
    }

    private sealed class SummaryDraft
    {
        public bool ContainsNull { get; set; }

        public bool? ContainsNan { get; set; }

        public byte[]? LowerBound { get; set; }

        public byte[]? UpperBound { get; set; }
    }
}
