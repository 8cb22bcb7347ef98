using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class TableMetadataWriter
{
    public static void Write(Utf8JsonWriter json, TableMetadata metadata)
    {
        if (metadata.FormatVersion == 1)
            throw new NotSupportedException("Tables of format version 1 are read, not written; upgrade the table to version 2 first.");
        json.Object(() => WriteContent(json, metadata));
    }

    private static void WriteContent(Utf8JsonWriter json, TableMetadata metadata)
    {
        json.WriteNumber("format-version", metadata.FormatVersion);
        json.WriteString("table-uuid", metadata.TableUuid);
        json.WriteString("location", metadata.Location);
        json.WriteNumber("last-sequence-number", metadata.LastSequenceNumber);
        json.WriteNumber("last-updated-ms", metadata.LastUpdatedMs);
        json.WriteNumber("last-column-id", metadata.LastColumnId);
        json.WriteNumber("current-schema-id", metadata.CurrentSchemaId);
        json.List("schemas", metadata.Schemas, schema => SchemaJson.Write(json, schema));
        json.WriteNumber("default-spec-id", metadata.DefaultSpecId);
        json.List("partition-specs", metadata.PartitionSpecs, spec => PartitionSpecJson.Write(json, spec));
        json.WriteNumber("last-partition-id", metadata.LastPartitionId);
        json.WriteNumber("default-sort-order-id", metadata.DefaultSortOrderId);
        json.List("sort-orders", metadata.SortOrders, order => SortOrderJson.Write(json, order));
        json.Map("properties", metadata.Properties);
        json.Optional("current-snapshot-id", metadata.CurrentSnapshotId);
        if (metadata.FormatVersion >= 3) json.WriteNumber("next-row-id", metadata.NextRowId);
        WriteReferences(json, metadata);
        json.List("snapshots", metadata.Snapshots, snapshot => SnapshotJson.Write(json, snapshot));
        json.List("statistics", metadata.Statistics, file => StatisticsJson.Write(json, file));
        json.List("partition-statistics", metadata.PartitionStatistics, file => StatisticsJson.Write(json, file));
        if (metadata.EncryptionKeys.Count > 0) json.List("encryption-keys", metadata.EncryptionKeys, key => EncryptedKeyJson.Write(json, key));
        json.List("snapshot-log", metadata.SnapshotLog, entry => json.Object(() =>
        {
            json.WriteNumber("timestamp-ms", entry.TimestampMs);
            json.WriteNumber("snapshot-id", entry.SnapshotId);
        }));
        json.List("metadata-log", metadata.MetadataLog, entry => json.Object(() =>
        {
            json.WriteNumber("timestamp-ms", entry.TimestampMs);
            json.WriteString("metadata-file", entry.MetadataFile);
        }));
    }

    private static void WriteReferences(Utf8JsonWriter json, TableMetadata metadata)
    {
        json.WriteStartObject("refs");
        foreach (var (name, reference) in metadata.Refs)
        {
            json.WriteStartObject(name);
            SnapshotRefJson.WriteContent(json, reference);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
