using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class StatisticsJson
{
    public static StatisticsFile Read(JsonCursor at) => new(
        at["snapshot-id"].AsLong(), at["statistics-path"].AsString(), at["file-size-in-bytes"].AsLong(), at["file-footer-size-in-bytes"].AsLong(),
        at["blob-metadata"].AsList(ReadBlob), at.Optional("key-metadata")?.AsString());

    public static void Write(Utf8JsonWriter json, StatisticsFile file) => json.Object(() =>
    {
        json.WriteNumber("snapshot-id", file.SnapshotId);
        json.WriteString("statistics-path", file.StatisticsPath);
        json.WriteNumber("file-size-in-bytes", file.FileSizeInBytes);
        json.WriteNumber("file-footer-size-in-bytes", file.FileFooterSizeInBytes);
        json.Optional("key-metadata", file.KeyMetadata);
        json.List("blob-metadata", file.BlobMetadata, blob => WriteBlob(json, blob));
    });

    public static PartitionStatisticsFile ReadPartition(JsonCursor at) =>
        new(at["snapshot-id"].AsLong(), at["statistics-path"].AsString(), at["file-size-in-bytes"].AsLong());

    public static void Write(Utf8JsonWriter json, PartitionStatisticsFile file) => json.Object(() =>
    {
        json.WriteNumber("snapshot-id", file.SnapshotId);
        json.WriteString("statistics-path", file.StatisticsPath);
        json.WriteNumber("file-size-in-bytes", file.FileSizeInBytes);
    });

    private static BlobMetadata ReadBlob(JsonCursor at) => new(
        at["type"].AsString(), at["snapshot-id"].AsLong(), at["sequence-number"].AsLong(), at["fields"].AsList(f => f.AsInt()),
        at.Optional("properties")?.AsProperties() ?? Properties.None);

    private static void WriteBlob(Utf8JsonWriter json, BlobMetadata blob) => json.Object(() =>
    {
        json.WriteString("type", blob.Type);
        json.WriteNumber("snapshot-id", blob.SnapshotId);
        json.WriteNumber("sequence-number", blob.SequenceNumber);
        json.Numbers("fields", blob.Fields);
        if (blob.Properties.Count > 0) json.Map("properties", blob.Properties);
    });
}
