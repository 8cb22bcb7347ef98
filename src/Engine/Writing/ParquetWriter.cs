using System.Collections;
using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>
/// Writes the rows of a query as data files of a table: one COPY, in which rows stream from their source into Parquet. Files are staged;
/// nothing is visible before <see cref="StagedFiles.PublishAsync"/>.
/// </summary>
internal sealed class ParquetWriter(DuckDbSession duck, StatementInputs inputs)
{
    private const long DefaultTargetFileSize = 512L * 1024 * 1024;

    /// <param name="table">The table: schema, partitioning, order and properties are its current ones.</param>
    /// <param name="sql">A query that gives exactly the schema's columns, in its types.</param>
    public async Task<StagedFiles> WriteAsync(TableMetadata table, string sql, CancellationToken cancellationToken)
    {
        var schema = table.CurrentSchema;
        var spec = table.DefaultSpec;
        var staged = new StagedFiles(inputs, () => TableLocations.NewData(table, ".parquet"));
        try
        {
            var statistics = await CopyAsync(table, schema, spec, sql, staged.Folder, cancellationToken);
            foreach (var file in statistics.Where(file => file.Rows > 0))
            {
                var written = new WrittenFile(
                    file.Path,
                    file.Rows,
                    file.Bytes,
                    StatisticsReader.Read(schema, file.Columns),
                    await SplitOffsetsAsync(file.Path, cancellationToken),
                    PartitionValues.Read(table, spec, file.Keys));
                CheckRequired(schema, written.Metrics);
                staged.Add(ToDataFile(table, schema, spec, written), file.Path);
            }
            return staged;
        }
        catch
        {
            await staged.DisposeAsync();
            throw;
        }
    }

    private Task<List<CopiedFile>> CopyAsync(TableMetadata table, Schema schema, PartitionSpec spec, string sql, string folder, CancellationToken cancellationToken)
    {
        var partitioned = !spec.IsUnpartitioned;
        var source = partitioned
            ? $"SELECT *, {string.Join(", ", PartitionColumns(schema, spec))} FROM ({sql})"
            : sql;
        var order = SortClause(table, schema);
        var options = new List<string> { "FORMAT parquet", "COMPRESSION zstd", $"FIELD_IDS {FieldIds.Of(schema.Fields)}", "RETURN_STATS" };
        if (partitioned)
            options.AddRange([$"PARTITION_BY ({string.Join(", ", spec.Fields.Select((_, i) => PartitionValues.Key(i)))})", "WRITE_PARTITION_COLUMNS false", "FILENAME_PATTERN '{uuidv7}'"]);
        else
            options.Add(string.Create(CultureInfo.InvariantCulture, $"FILE_SIZE_BYTES {TargetFileSize(table)}"));
        return duck.QueryAsync(
            $"COPY ({source}{order}) TO {Quote.Text(folder)} ({string.Join(", ", options)})",
            reader => new CopiedFile(
                reader.GetString(0),
                Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture),
                Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture),
                ColumnStatistics((IDictionary)reader.GetValue(4)),
                reader.IsDBNull(5) ? [] : Keys((IDictionary)reader.GetValue(5))),
            cancellationToken);
    }

    private static IEnumerable<string> PartitionColumns(Schema schema, PartitionSpec spec) => spec.Fields.Select((field, i) =>
    {
        var source = schema.FindField(field.SourceId) ?? throw new Syntax.SqlError($"The partition field '{field.Name}' is of a column the table no longer has.");
        var column = string.Join('.', schema.FullName(source.Id)!.Split('.').Select(part => Quote.Name(part)));
        return $"{PartitionExpressions.Of(field.Transform, source, column)} AS {PartitionValues.Key(i)}";
    });

    /// <summary>The table's write order. A field that cannot be computed here is left out together with the claim that files are sorted.</summary>
    private static string SortClause(TableMetadata table, Schema schema)
    {
        var order = SortOrderOf(table);
        if (order.IsUnsorted)
            return "";
        var terms = order.Fields.Select(field =>
        {
            var source = schema.FindField(field.SourceId)!;
            var value = PartitionExpressions.Of(field.Transform, source, Quote.Name(source.Name));
            return $"{value} {(field.Direction == SortDirection.Descending ? "DESC" : "ASC")} {(field.NullOrder == NullOrder.NullsLast ? "NULLS LAST" : "NULLS FIRST")}";
        });
        return " ORDER BY " + string.Join(", ", terms);
    }

    private static SortOrder SortOrderOf(TableMetadata table) =>
        table.SortOrders.FirstOrDefault(order => order.OrderId == table.DefaultSortOrderId) ?? SortOrder.Unsorted;

    private Task<List<long>> SplitOffsetsAsync(string path, CancellationToken cancellationToken) =>
        // DuckDB leaves the row group's own offset 0: a group starts where its first page does.
        duck.QueryAsync(
            $"SELECT min(least(coalesce(dictionary_page_offset, data_page_offset), data_page_offset)) FROM parquet_metadata({Quote.Text(path)}) GROUP BY row_group_id ORDER BY 1",
            reader => Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture),
            cancellationToken);

    /// <summary>Null counts come with the statistics, so required columns cost nothing while rows are written.</summary>
    private static void CheckRequired(Schema schema, IReadOnlyList<ColumnMetrics> metrics)
    {
        foreach (var column in metrics)
            if (column.NullCount > 0 && schema.Fields.FirstOrDefault(field => field.Id == column.FieldId) is { Required: true } required)
                throw new Syntax.SqlError($"Column '{required.Name}' is NOT NULL, but {column.NullCount} of the rows have no value for it. Nothing was written.");
    }

    private static DataFile ToDataFile(TableMetadata table, Schema schema, PartitionSpec spec, WrittenFile written) =>
        new DataFile
        {
            Path = "",
            SpecId = spec.SpecId,
            Partition = written.Partition,
            RecordCount = written.Rows,
            FileSizeInBytes = written.Bytes,
            SplitOffsets = written.SplitOffsets,
            SortOrderId = table.DefaultSortOrderId,
        }.WithMetrics(schema, table.Properties, written.Metrics);

    private static long TargetFileSize(TableMetadata table) =>
        Math.Max(1024 * 1024, table.Properties.GetLong(TableProperties.TargetFileSizeBytes, DefaultTargetFileSize));

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ColumnStatistics(IDictionary columns) =>
        columns.Keys.Cast<string>().ToDictionary(
            column => column,
            column => (IReadOnlyDictionary<string, string>)Keys((IDictionary)columns[column]!).Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!));

    private static Dictionary<string, string?> Keys(IDictionary map) =>
        map.Keys.Cast<string>().ToDictionary(key => key, key => map[key] is null or DBNull ? null : map[key]!.ToString());

    private sealed record CopiedFile(
        string Path, long Rows, long Bytes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Columns, IReadOnlyDictionary<string, string?> Keys);
}
