using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Metadata tables of files and of manifest entries.</summary>
internal static class FileTables
{
    /// <param name="all">Of all snapshots, where a file may come more than once.</param>
    /// <param name="content">Null for files of all kinds, else data files or delete files.</param>
    public static async Task<string> FilesAsync(TableMetadata table, IFileIO files, bool all, bool? content, CancellationToken cancellationToken)
    {
        var (columns, metrics) = (new FileColumns(table), new ReadableMetrics(table.CurrentSchema));
        using var rows = new JsonRows([.. columns.Columns, .. metrics.Columns]);
        foreach (var entry in await ManifestEntries.ReadAsync(table, files, all, live: true, cancellationToken))
        {
            if (content is { } data && data != (entry.File.Content == FileContent.Data))
                continue;
            rows.Writer.WriteStartObject();
            columns.Write(rows.Writer, entry.File);
            metrics.Write(rows.Writer, entry.File);
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }

    public static async Task<string> EntriesAsync(TableMetadata table, IFileIO files, bool all, CancellationToken cancellationToken)
    {
        var (columns, metrics) = (new FileColumns(table), new ReadableMetrics(table.CurrentSchema));
        // Bounds stay hexadecimal digits inside the struct.
        using var rows = new JsonRows(
        [
            ("status", "INTEGER"), ("snapshot_id", "BIGINT"), ("sequence_number", "BIGINT"), ("file_sequence_number", "BIGINT"), ("data_file", JsonColumn.Struct(columns.Columns)), .. metrics.Columns,
        ]);
        foreach (var entry in await ManifestEntries.ReadAsync(table, files, all, live: false, cancellationToken))
        {
            rows.Writer.WriteStartObject();
            rows.Writer.WriteNumber("status", (int)entry.Status);
            JsonValues.Number(rows.Writer, "snapshot_id", entry.SnapshotId);
            JsonValues.Number(rows.Writer, "sequence_number", entry.SequenceNumber);
            JsonValues.Number(rows.Writer, "file_sequence_number", entry.FileSequenceNumber);
            rows.Writer.WriteStartObject("data_file");
            columns.Write(rows.Writer, entry.File);
            rows.Writer.WriteEndObject();
            metrics.Write(rows.Writer, entry.File);
            rows.Writer.WriteEndObject();
        }
        return rows.ToQuery();
    }
}
