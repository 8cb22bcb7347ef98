using System.Text.Json;
using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Metadata tables that are made from manifests, with the main columns of Iceberg's Spark integration; a partition is shown as its path.</summary>
internal static class FileTables
{
    public static async Task<string> FilesAsync(TableMetadata metadata, IFileIO io, string name, CancellationToken cancellationToken)
    {
        using var rows = new JsonRows(
            [("content", "INTEGER"), ("file_path", "VARCHAR"), ("file_format", "VARCHAR"), ("spec_id", "INTEGER"), ("partition", "VARCHAR"), ("record_count", "BIGINT"), ("file_size_in_bytes", "BIGINT"),
                ("column_sizes", "MAP(INTEGER, BIGINT)"), ("value_counts", "MAP(INTEGER, BIGINT)"), ("null_value_counts", "MAP(INTEGER, BIGINT)"), ("nan_value_counts", "MAP(INTEGER, BIGINT)"),
                ("split_offsets", "[\"BIGINT\"]"), ("equality_ids", "[\"INTEGER\"]"), ("sort_order_id", "INTEGER"), ("readable_metrics", MetricsType(metadata.CurrentSchema))]);
        var plan = await new TableScan(metadata, io).PlanAsync(cancellationToken);
        var data = plan.Files.Select(task => task.File);
        var deletes = plan.Files.SelectMany(task => task.Deletes).DistinctBy(file => file.Key);
        foreach (var file in name switch { "data_files" => data, "delete_files" => deletes, _ => data.Concat(deletes) })
        {
            var writer = rows.Writer;
            writer.WriteStartObject();
            writer.WriteNumber("content", (int)file.Content);
            writer.WriteString("file_path", file.Path);
            writer.WriteString("file_format", file.Format.ToString().ToUpperInvariant());
            writer.WriteNumber("spec_id", file.SpecId);
            writer.WriteString("partition", PartitionPath.Of(metadata, file));
            writer.WriteNumber("record_count", file.RecordCount);
            writer.WriteNumber("file_size_in_bytes", file.FileSizeInBytes);
            Map(writer, "column_sizes", file.ColumnSizes);
            Map(writer, "value_counts", file.ValueCounts);
            Map(writer, "null_value_counts", file.NullValueCounts);
            Map(writer, "nan_value_counts", file.NanValueCounts);
            List(writer, "split_offsets", file.SplitOffsets);
            List(writer, "equality_ids", file.EqualityIds?.Select(id => (long)id));
            SnapshotTables.Number(writer, "sort_order_id", file.SortOrderId);
            Metrics(writer, metadata.CurrentSchema, file);
            writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    public static async Task<string> ManifestsAsync(TableMetadata metadata, IFileIO io, CancellationToken cancellationToken)
    {
        using var rows = new JsonRows(
            [("content", "INTEGER"), ("path", "VARCHAR"), ("length", "BIGINT"), ("partition_spec_id", "INTEGER"), ("added_snapshot_id", "BIGINT"), ("added_data_files_count", "INTEGER"),
                ("existing_data_files_count", "INTEGER"), ("deleted_data_files_count", "INTEGER"), ("added_delete_files_count", "INTEGER"), ("existing_delete_files_count", "INTEGER"), ("deleted_delete_files_count", "INTEGER")]);
        foreach (var manifest in await ReadManifestsAsync(metadata, io, cancellationToken))
        {
            var isData = manifest.Content == ManifestContent.Data;
            rows.Writer.WriteStartObject();
            rows.Writer.WriteNumber("content", (int)manifest.Content);
            rows.Writer.WriteString("path", manifest.Path);
            rows.Writer.WriteNumber("length", manifest.Length);
            rows.Writer.WriteNumber("partition_spec_id", manifest.PartitionSpecId);
            rows.Writer.WriteNumber("added_snapshot_id", manifest.AddedSnapshotId);
            SnapshotTables.Number(rows.Writer, "added_data_files_count", isData ? manifest.AddedFilesCount : 0);
            SnapshotTables.Number(rows.Writer, "existing_data_files_count", isData ? manifest.ExistingFilesCount : 0);
            SnapshotTables.Number(rows.Writer, "deleted_data_files_count", isData ? manifest.DeletedFilesCount : 0);
            SnapshotTables.Number(rows.Writer, "added_delete_files_count", isData ? 0 : manifest.AddedFilesCount);
            SnapshotTables.Number(rows.Writer, "existing_delete_files_count", isData ? 0 : manifest.ExistingFilesCount);
            SnapshotTables.Number(rows.Writer, "deleted_delete_files_count", isData ? 0 : manifest.DeletedFilesCount);
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    public static async Task<string> PartitionsAsync(TableMetadata metadata, IFileIO io, CancellationToken cancellationToken)
    {
        using var rows = new JsonRows([("partition", "VARCHAR"), ("spec_id", "INTEGER"), ("record_count", "BIGINT"), ("file_count", "INTEGER"), ("total_data_file_size_in_bytes", "BIGINT")]);
        var plan = await new TableScan(metadata, io).PlanAsync(cancellationToken);
        foreach (var partition in plan.Files.Select(task => task.File).GroupBy(file => (file.SpecId, file.Partition)))
        {
            rows.Writer.WriteStartObject();
            rows.Writer.WriteString("partition", PartitionPath.Of(metadata, partition.First()));
            rows.Writer.WriteNumber("spec_id", partition.Key.SpecId);
            rows.Writer.WriteNumber("record_count", partition.Sum(file => file.RecordCount));
            rows.Writer.WriteNumber("file_count", partition.Count());
            rows.Writer.WriteNumber("total_data_file_size_in_bytes", partition.Sum(file => file.FileSizeInBytes));
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    private static async Task<IReadOnlyList<ManifestFile>> ReadManifestsAsync(TableMetadata metadata, IFileIO io, CancellationToken cancellationToken) =>
        metadata.CurrentSnapshot?.ManifestList is { } list ? ManifestListReader.Read(list, await io.ReadAsync(list, cancellationToken)) : [];

    /// <summary>Counts and bounds of the top-level columns, by name: what people look for in the files table.</summary>
    private static string MetricsType(Schema schema) =>
        "{" + string.Join(",", schema.Fields.Where(field => field.Type.IsPrimitive).Select(field => $"{JsonSerializer.Serialize(field.Name, EngineJson.Default.String)}:{{\"value_count\":\"BIGINT\",\"null_value_count\":\"BIGINT\",\"lower_bound\":\"VARCHAR\",\"upper_bound\":\"VARCHAR\"}}")) + "}";

    private static void Metrics(Utf8JsonWriter writer, Schema schema, DataFile file)
    {
        writer.WriteStartObject("readable_metrics");
        foreach (var field in schema.Fields.Where(field => field.Type.IsPrimitive))
        {
            writer.WriteStartObject(field.Name);
            SnapshotTables.Number(writer, "value_count", Count(file.ValueCounts, field.Id));
            SnapshotTables.Number(writer, "null_value_count", Count(file.NullValueCounts, field.Id));
            writer.WriteString("lower_bound", Bound(file.LowerBounds, field));
            writer.WriteString("upper_bound", Bound(file.UpperBounds, field));
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static string? Bound(IReadOnlyDictionary<int, byte[]>? bounds, NestedField field) =>
        bounds is not null && bounds.TryGetValue(field.Id, out var bytes) && Iceberg.Metrics.SingleValue.Decode(field.Type, bytes) is { } value
            ? ValueText.ForCast(field.Type, value)
            : null;

    private static long? Count(IReadOnlyDictionary<int, long>? counts, int id) => counts is not null && counts.TryGetValue(id, out var count) ? count : null;

    private static void Map(Utf8JsonWriter writer, string name, IReadOnlyDictionary<int, long>? map)
    {
        if (map is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        foreach (var (id, value) in map)
            writer.WriteNumber(id.ToString(System.Globalization.CultureInfo.InvariantCulture), value);
        writer.WriteEndObject();
    }

    private static void List(Utf8JsonWriter writer, string name, IEnumerable<long>? values)
    {
        if (values is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
