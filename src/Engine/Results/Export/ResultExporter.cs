using System.Text.Json;
using Apache.Arrow.Ipc;
using Floe.Engine.DuckDb;
using Floe.Engine.Queries;

namespace Floe.Engine.Results;

/// <summary>Writes the rows of a query to a file as DuckDB makes them.</summary>
internal sealed class ResultExporter(DuckDbSession duck)
{
    /// <summary>How much JSON is held before it goes to the file, in bytes.</summary>
    private const int FlushBytes = 64 * 1024;

    /// <returns>The number of rows written.</returns>
    public Task<long> WriteAsync(BoundQuery query, string path, ResultFormat format, long? maxRows, CancellationToken cancellationToken) => format switch
    {
        ResultFormat.Csv => CopyAsync(Limit(ExportColumns.Text(query), maxRows), path, "FORMAT csv, HEADER true", cancellationToken),
        ResultFormat.Parquet => CopyAsync(Limit(ExportColumns.Typed(query), maxRows), path, "FORMAT parquet, COMPRESSION zstd", cancellationToken),
        ResultFormat.Json => WriteJsonAsync(query, path, maxRows ?? long.MaxValue, cancellationToken),
        ResultFormat.ArrowFile or ResultFormat.ArrowStream => WriteArrowAsync(Limit(ExportColumns.Typed(query), maxRows), path, format, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private static string Limit(string sql, long? maxRows) => maxRows is { } limit ? $"{sql} LIMIT {Quote.Number(limit)}" : sql;

    private async Task<long> CopyAsync(string sql, string path, string options, CancellationToken cancellationToken) =>
        await duck.ExecuteAsync($"COPY ({sql}) TO {Quote.Text(path)} ({options})", cancellationToken);

    private Task<long> WriteJsonAsync(BoundQuery query, string path, long maxRows, CancellationToken cancellationToken)
    {
        var rows = new ResultReader(query);
        return duck.StreamAsync(
            rows.Sql,
            reader =>
            {
                using var file = File.Create(path);
                using var writer = new Utf8JsonWriter(file, ResultFile.Json);
                var count = 0L;
                var truncated = false;
                ResultJson.Begin(writer, ResultColumns.Of(query));
                foreach (var row in rows.Rows(reader))
                {
                    if (truncated = count == maxRows)
                        break;
                    cancellationToken.ThrowIfCancellationRequested();
                    ResultJson.Row(writer, row);
                    if (writer.BytesPending > FlushBytes)
                        writer.Flush();
                    count++;
                }
                ResultJson.End(writer, truncated);
                writer.Flush();
                file.WriteByte((byte)'\n');
                return count;
            },
            cancellationToken);
    }

    private Task<long> WriteArrowAsync(string sql, string path, ResultFormat format, CancellationToken cancellationToken) => duck.StreamArrowAsync(
        sql,
        async stream =>
        {
            await using var file = File.Create(path);
            using var writer = format == ResultFormat.ArrowFile ? new ArrowFileWriter(file, stream.Schema) : new ArrowStreamWriter(file, stream.Schema);
            await writer.WriteStartAsync(cancellationToken);
            var count = 0L;
            while (await stream.ReadNextRecordBatchAsync(cancellationToken) is { } batch)
            {
                using (batch)
                    await writer.WriteRecordBatchAsync(batch, cancellationToken);
                count += batch.Length;
            }
            await writer.WriteEndAsync(cancellationToken);
            return count;
        },
        cancellationToken);
}
