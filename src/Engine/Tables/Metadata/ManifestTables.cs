using System.Text.Json;
using Floe.Iceberg.IO;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>The metadata tables <c>manifests</c> and <c>all_manifests</c>.</summary>
internal static class ManifestTables
{
    public static async Task<string> ManifestsAsync(TableMetadata table, IFileIO files, bool all, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonColumn> own =
        [
            ("content", "INTEGER"), ("path", "VARCHAR"), ("length", "BIGINT"), ("partition_spec_id", "INTEGER"), ("added_snapshot_id", "BIGINT"), ("added_data_files_count", "INTEGER"),
            ("existing_data_files_count", "INTEGER"), ("deleted_data_files_count", "INTEGER"), ("added_delete_files_count", "INTEGER"), ("existing_delete_files_count", "INTEGER"),
            ("deleted_delete_files_count", "INTEGER"), ("partition_summaries", $"[{JsonColumn.Struct([("contains_null", "BOOLEAN"), ("contains_nan", "BOOLEAN"), ("lower_bound", "VARCHAR"), ("upper_bound", "VARCHAR")])}]"),
        ];
        using var rows = new JsonRows(all ? [.. own, ("reference_snapshot_id", "BIGINT")] : own);
        foreach (var (manifest, snapshot) in await ManifestEntries.ManifestsAsync(table, files, all, cancellationToken))
        {
            rows.Writer.WriteStartObject();
            Write(rows.Writer, table, manifest);
            if (all)
                rows.Writer.WriteNumber("reference_snapshot_id", snapshot);
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    private static void Write(Utf8JsonWriter writer, TableMetadata table, ManifestFile manifest)
    {
        var isData = manifest.Content == ManifestContent.Data;
        writer.WriteNumber("content", (int)manifest.Content);
        writer.WriteString("path", manifest.Path);
        writer.WriteNumber("length", manifest.Length);
        writer.WriteNumber("partition_spec_id", manifest.PartitionSpecId);
        writer.WriteNumber("added_snapshot_id", manifest.AddedSnapshotId);
        foreach (var (kind, ofKind) in new[] { ("data", isData), ("delete", !isData) })
        {
            JsonValues.Number(writer, $"added_{kind}_files_count", ofKind ? manifest.AddedFilesCount : 0);
            JsonValues.Number(writer, $"existing_{kind}_files_count", ofKind ? manifest.ExistingFilesCount : 0);
            JsonValues.Number(writer, $"deleted_{kind}_files_count", ofKind ? manifest.DeletedFilesCount : 0);
        }
        WriteSummaries(writer, table, manifest);
    }

    private static void WriteSummaries(Utf8JsonWriter writer, TableMetadata table, ManifestFile manifest)
    {
        writer.WriteStartArray("partition_summaries");
        if (table.FindSpec(manifest.PartitionSpecId) is { } spec)
            foreach (var (summary, field) in (manifest.Partitions ?? []).Zip(table.PartitionType(spec).Fields))
            {
                writer.WriteStartObject();
                writer.WriteBoolean("contains_null", summary.ContainsNull);
                if (summary.ContainsNan is { } nan)
                    writer.WriteBoolean("contains_nan", nan);
                else
                    writer.WriteNull("contains_nan");
                JsonValues.Write(writer, "lower_bound", field.Type, summary.LowerBound is { } lower ? SingleValue.Decode(field.Type, lower) : null);
                JsonValues.Write(writer, "upper_bound", field.Type, summary.UpperBound is { } upper ? SingleValue.Decode(field.Type, upper) : null);
                writer.WriteEndObject();
            }
        writer.WriteEndArray();
    }
}
