using F = Floe.Iceberg.Manifests.ManifestListFields;

namespace Floe.Iceberg.Manifests;

/// <summary>The Avro schema of the manifest lists this library writes.</summary>
internal static class ManifestListSchema
{
    public static string Entry(int formatVersion) => AvroSchemaJson.Record("manifest_file", file =>
    {
        file.Required(F.Path, "manifest_path", "string");
        file.Required(F.Length, "manifest_length", "long");
        file.Required(F.PartitionSpecId, "partition_spec_id", "int");
        file.Required(F.Content, "content", "int");
        file.Required(F.SequenceNumber, "sequence_number", "long");
        file.Required(F.MinSequenceNumber, "min_sequence_number", "long");
        file.Required(F.AddedSnapshotId, "added_snapshot_id", "long");
        file.Required(F.AddedFiles, "added_files_count", "int");
        file.Required(F.ExistingFiles, "existing_files_count", "int");
        file.Required(F.DeletedFiles, "deleted_files_count", "int");
        file.Required(F.AddedRows, "added_rows_count", "long");
        file.Required(F.ExistingRows, "existing_rows_count", "long");
        file.Required(F.DeletedRows, "deleted_rows_count", "long");
        file.OptionalRecordList(F.Partitions, "partitions", F.Partition, "r508", summary =>
        {
            summary.Required(F.ContainsNull, "contains_null", "boolean");
            summary.Optional(F.ContainsNan, "contains_nan", "boolean");
            summary.Optional(F.LowerBound, "lower_bound", "bytes");
            summary.Optional(F.UpperBound, "upper_bound", "bytes");
        });
        file.Optional(F.KeyMetadata, "key_metadata", "bytes");
        if (formatVersion >= 3) file.Optional(F.FirstRowId, "first_row_id", "long");
    });
}
