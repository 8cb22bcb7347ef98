using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>The metadata table <c>partitions</c>: sums over the live files of each. A table without partitions has one row.</summary>
internal static class PartitionTable
{
    public static async Task<string> PartitionsAsync(TableMetadata table, IFileIO files, CancellationToken cancellationToken)
    {
        var partition = new PartitionColumn(table);
        var partitioned = partition.Columns.Any();
        IReadOnlyList<JsonColumn> counts =
        [
            ("record_count", "BIGINT"), ("file_count", "INTEGER"), ("total_data_file_size_in_bytes", "BIGINT"), ("position_delete_record_count", "BIGINT"), ("position_delete_file_count", "INTEGER"),
            ("equality_delete_record_count", "BIGINT"), ("equality_delete_file_count", "INTEGER"), ("last_updated_at", "TIMESTAMPTZ"), ("last_updated_snapshot_id", "BIGINT"),
        ];
        using var rows = new JsonRows(partitioned ? [.. partition.Columns, ("spec_id", "INTEGER"), .. counts] : counts);
        var entries = await ManifestEntries.ReadAsync(table, files, all: false, live: true, cancellationToken);
        foreach (var group in entries.GroupBy(entry => partitioned ? (entry.File.SpecId, entry.File.Partition) : (0, PartitionTuple.Empty)))
        {
            var kinds = group.ToLookup(entry => entry.File.Content, entry => entry.File);
            var (data, positions, equalities) = (kinds[FileContent.Data].ToList(), kinds[FileContent.PositionDeletes].ToList(), kinds[FileContent.EqualityDeletes].ToList());
            var last = group.Select(entry => entry.SnapshotId is { } id ? table.FindSnapshot(id) : null).OfType<Snapshot>().MaxBy(snapshot => snapshot.SequenceNumber);
            var writer = rows.Writer;
            writer.WriteStartObject();
            if (partitioned)
            {
                partition.Write(writer, group.Key.Item1, group.Key.Item2);
                writer.WriteNumber("spec_id", group.Key.Item1);
            }
            writer.WriteNumber("record_count", data.Sum(file => file.RecordCount));
            writer.WriteNumber("file_count", data.Count);
            writer.WriteNumber("total_data_file_size_in_bytes", data.Sum(file => file.FileSizeInBytes));
            writer.WriteNumber("position_delete_record_count", positions.Sum(file => file.RecordCount));
            writer.WriteNumber("position_delete_file_count", positions.Count);
            writer.WriteNumber("equality_delete_record_count", equalities.Sum(file => file.RecordCount));
            writer.WriteNumber("equality_delete_file_count", equalities.Count);
            writer.WriteString("last_updated_at", last is null ? null : JsonValues.Time(last.TimestampMs));
            JsonValues.Number(writer, "last_updated_snapshot_id", last?.SnapshotId);
            writer.WriteEndObject();
        }
        return rows.ToQuery();
    }
}
