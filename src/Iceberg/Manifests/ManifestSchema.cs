using Floe.Iceberg.Spec;
using F = Floe.Iceberg.Manifests.ManifestFields;

namespace Floe.Iceberg.Manifests;

/// <summary>The Avro schema of the manifests this library writes.</summary>
internal static class ManifestSchema
{
    public static string Entry(int formatVersion, StructType partition) => AvroSchemaJson.Record("manifest_entry", entry =>
    {
        entry.Required(F.Status, "status", "int");
        entry.Optional(F.SnapshotId, "snapshot_id", "long");
        entry.Optional(F.SequenceNumber, "sequence_number", "long");
        entry.Optional(F.FileSequenceNumber, "file_sequence_number", "long");
        entry.RequiredRecord(F.DataFile, "data_file", "r2", file => DataFile(file, formatVersion, partition));
    });

    private static void DataFile(AvroSchemaJson file, int formatVersion, StructType partition)
    {
        file.Required(F.Content, "content", "int");
        file.Required(F.FilePath, "file_path", "string");
        file.Required(F.FileFormat, "file_format", "string");
        file.RequiredRecord(F.Partition, "partition", "r102", fields =>
        {
            foreach (var field in partition.Fields) fields.OptionalValue(field.Id, field.Name, field.Type);
        });
        file.Required(F.RecordCount, "record_count", "long");
        file.Required(F.FileSize, "file_size_in_bytes", "long");
        file.OptionalMap(F.ColumnSizes, "column_sizes", 117, 118, "long");
        file.OptionalMap(F.ValueCounts, "value_counts", 119, 120, "long");
        file.OptionalMap(F.NullValueCounts, "null_value_counts", 121, 122, "long");
        file.OptionalMap(F.NanValueCounts, "nan_value_counts", 138, 139, "long");
        file.OptionalMap(F.LowerBounds, "lower_bounds", 126, 127, "bytes");
        file.OptionalMap(F.UpperBounds, "upper_bounds", 129, 130, "bytes");
        file.Optional(F.KeyMetadata, "key_metadata", "bytes");
        file.OptionalList(F.SplitOffsets, "split_offsets", F.SplitOffset, "long");
        file.OptionalList(F.EqualityIds, "equality_ids", F.EqualityId, "int");
        file.Optional(F.SortOrderId, "sort_order_id", "int");
        if (formatVersion >= 3) file.Optional(F.FirstRowId, "first_row_id", "long");
        file.Optional(F.ReferencedDataFile, "referenced_data_file", "string");
        if (formatVersion < 3) return;
        file.Optional(F.ContentOffset, "content_offset", "long");
        file.Optional(F.ContentSize, "content_size_in_bytes", "long");
    }
}
