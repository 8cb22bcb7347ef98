using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Tables;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>
/// Writes the rows of a query as data files of a table: rows stream from their source into Parquet. Files are staged; nothing is visible before
/// <see cref="StagedFiles.PublishAsync"/>.
/// </summary>
internal sealed class ParquetWriter(DuckDbSession duck, StatementInputs inputs)
{
    private readonly ParquetCopy _copy = new(duck);

    /// <param name="table">The table: schema, partitioning, order and properties are its current ones.</param>
    /// <param name="sql">
    /// A query that gives exactly the schema's columns, in its types, and then, with row lineage, the columns of <see cref="RowLineage"/>.
    /// </param>
    /// <param name="withLineage">Whether rows bring their ids along (v3): those of rewritten files.</param>
    public Task<StagedFiles> WriteAsync(TableMetadata table, string sql, bool withLineage, CancellationToken cancellationToken) =>
        WriteAsync(new FileLayout(table, withLineage), sql, cancellationToken);

    /// <param name="layout">How the files are to look, where that is not as new files of the table.</param>
    /// <param name="sql">As above.</param>
    public async Task<StagedFiles> WriteAsync(FileLayout layout, string sql, CancellationToken cancellationToken)
    {
        var staged = new StagedFiles(inputs, () => TableLocations.NewData(layout.Table, ".parquet"));
        try
        {
            sql = NestedNulls.Check(sql, layout.Schema);
            var files = layout.IsPartitioned
                ? await new PartitionedCopy(_copy, layout, staged.Folder).RunAsync(sql, cancellationToken)
                : await _copy.RunAsync(layout.Ordered(sql), staged.Folder, layout.FileOptions, cancellationToken);
            foreach (var file in files.Where(file => file.Rows > 0))
                staged.Add(await ToDataFileAsync(layout, file, cancellationToken), file.Path);
            return staged;
        }
        catch
        {
            await staged.DisposeAsync();
            throw;
        }
    }

    private async Task<DataFile> ToDataFileAsync(FileLayout layout, CopiedFile file, CancellationToken cancellationToken)
    {
        var metrics = StatisticsReader.Read(layout.Schema, file.Columns);
        CheckRequired(layout.Schema, metrics);
        return new DataFile
        {
            Path = "",
            SpecId = layout.Spec.SpecId,
            Partition = PartitionValues.Read(layout.Table, layout.Spec, file.Keys),
            RecordCount = file.Rows,
            FileSizeInBytes = file.Bytes,
            SplitOffsets = await _copy.SplitOffsetsAsync(file.Path, cancellationToken),
            SortOrderId = layout.Order.OrderId,
        }.WithMetrics(layout.Schema, layout.Table.Properties, metrics);
    }

    /// <summary>Null counts come with the statistics, so required columns cost nothing while rows are written.</summary>
    private static void CheckRequired(Schema schema, IReadOnlyList<ColumnMetrics> metrics)
    {
        foreach (var column in metrics)
            if (column.NullCount > 0 && schema.Fields.FirstOrDefault(field => field.Id == column.FieldId) is { Required: true } required)
                throw new Syntax.SqlError($"Column '{required.Name}' is NOT NULL, but {column.NullCount} of the rows have no value for it. Nothing was written.");
    }
}
