using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Iceberg.Deletes;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>The metadata table <c>position_deletes</c>: every deleted position, with the delete file or deletion vector it is in.</summary>
internal static class PositionDeleteTable
{
    public static async Task<string> PositionDeletesAsync(TableMetadata table, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var partition = new PartitionColumn(table);
        using var files = new JsonRows([("delete_file_path", "VARCHAR"), ("content_offset", "BIGINT"), ("content_size_in_bytes", "BIGINT"), ("spec_id", "INTEGER"), ("path", "VARCHAR"), .. partition.Columns]);
        var queries = new List<string>();
        var entries = await ManifestEntries.ReadAsync(table, inputs.Files, all: false, live: true, cancellationToken);
        foreach (var file in entries.Select(entry => entry.File).Where(file => file.Content == FileContent.PositionDeletes))
        {
            var key = file.IsDeletionVector ? $"{file.Path} {file.ContentOffset}" : (await inputs.OpenAsync(Readable(file).Path, cancellationToken)).Path;
            queries.Add(file.IsDeletionVector
                ? await VectorAsync(file, key, inputs, cancellationToken)
                : $"SELECT file_path, pos, {Quote.Text(key)} AS path FROM ({PositionDeletes.Read([key], file.RecordCount)})");
            files.Writer.WriteStartObject();
            files.Writer.WriteString("delete_file_path", file.Path);
            JsonValues.Number(files.Writer, "content_offset", file.ContentOffset);
            JsonValues.Number(files.Writer, "content_size_in_bytes", file.ContentSizeInBytes);
            files.Writer.WriteNumber("spec_id", file.SpecId);
            files.Writer.WriteString("path", key);
            partition.Write(files.Writer, file.SpecId, file.Partition);
            files.Writer.WriteEndObject();
        }
        var positions = queries.Count == 0 ? "SELECT NULL::VARCHAR AS file_path, NULL::BIGINT AS pos, NULL::VARCHAR AS path WHERE false" : string.Join(" UNION ALL ", queries);
        var columns = string.Concat(partition.Columns.Select(column => $"f.{Quote.Name(column.Name)}, "));
        return $"SELECT p.file_path, p.pos, {columns}f.spec_id, f.delete_file_path, f.content_offset, f.content_size_in_bytes FROM ({positions}) p JOIN ({files.ToQuery()}) f ON p.path = f.path";
    }

    /// <summary>Ranges of positions, so that a vector which holds millions of neighbours stays a short query.</summary>
    private static async Task<string> VectorAsync(DataFile file, string key, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var vector = await new DeletionVectorReader(inputs.Files).ReadAsync(file, cancellationToken);
        var ranges = new List<(long From, long To)>();
        foreach (var position in vector.Positions)
            if (ranges.Count > 0 && ranges[^1].To == position)
                ranges[^1] = (ranges[^1].From, position + 1);
            else
                ranges.Add((position, position + 1));
        if (ranges.Count == 0)
            return "SELECT NULL::VARCHAR AS file_path, NULL::BIGINT AS pos, NULL::VARCHAR AS path WHERE false";
        var starts = string.Join(", ", ranges.Select(range => Quote.Number(range.From)));
        var ends = string.Join(", ", ranges.Select(range => Quote.Number(range.To)));
        return $"SELECT {Quote.Text(file.ReferencedDataFile!)} AS file_path, unnest(range(a, b)) AS pos, {Quote.Text(key)} AS path FROM (SELECT unnest([{starts}]::BIGINT[]) AS a, unnest([{ends}]::BIGINT[]) AS b)";
    }

    private static DataFile Readable(DataFile file) => file.Format == FileFormat.Parquet
        ? file
        : throw new SqlError($"The delete file {file.Path} is {file.Format}; the embedded engine reads Parquet only. Use the Spark engine for this table.");
}
