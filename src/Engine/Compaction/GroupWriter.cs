using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Engine.Writing;
using Floe.Iceberg.IO;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Compaction;

/// <summary>
/// Writes the files of a group anew: rows by field id, without those that are deleted, with their ids where the table has them, in the strategy's order.
/// It is one COPY, whose memory is that of the session; sorting spills.
/// </summary>
internal sealed class GroupWriter(DuckDbSession duck, TableViews tables, IFileIO files, TableMetadata table, CompactionOptions options, long target)
{
    private const string Place = "__floe_place";
    private const string Row = "__floe_row";

    private bool KeepsLineage => RowLineage.IsKept(table);

    public async Task<RewrittenGroup> WriteAsync(CompactionGroup group, ScanPlan plan, CancellationToken cancellationToken)
    {
        var inputs = new StatementInputs(files);
        try
        {
            var sql = await tables.QueryAsync(table, plan with { Files = group.Files, Schema = table.CurrentSchema }, KeepsLineage ? ScanColumns.WithLineage : ScanColumns.Plain, inputs, cancellationToken);
            if (options.Strategy == CompactionStrategy.ZOrder)
                sql = await AlongCurveAsync(sql, cancellationToken);
            var staged = await new ParquetWriter(duck, inputs).WriteAsync(Layout(group), sql, cancellationToken);
            return new RewrittenGroup(group, inputs, staged, file => Describe(file, group));
        }
        catch (DuckDbFailure failure)
        {
            // The files are known here by local paths, to the user by locations.
            var message = inputs.WithoutPaths(failure.Message);
            if (BrokenFiles.AreLikely(failure, inputs) && await BrokenFiles.FindAsync(duck, files, inputs.Lent, cancellationToken) is { } broken)
                message = $"The file {broken} cannot be read: {message}";
            await inputs.DisposeAsync();
            throw new SqlError(message, null, failure);
        }
        catch
        {
            await inputs.DisposeAsync();
            throw;
        }
    }

    /// <summary>Files of one partition are written as if the table had no partitions; their rows need no looking at.</summary>
    private FileLayout Layout(CompactionGroup group)
    {
        var layout = new FileLayout(table, KeepsLineage) { TargetBytes = target, Order = Order() };
        return group.Partition is null ? layout : new FileLayout(table, KeepsLineage) { TargetBytes = target, Order = Order(), Spec = PartitionSpec.Unpartitioned };
    }

    private SortOrder Order() => options.Strategy switch
    {
        CompactionStrategy.Sort when options.SortOrder is { } fields => new SortOrder(OrderId(fields), fields),
        CompactionStrategy.Sort when table.DefaultSortOrder.IsUnsorted => throw new SqlError("The table has no write order to sort by. Give a sort order, or set one with ALTER TABLE ... WRITE ORDERED BY."),
        CompactionStrategy.Sort => table.DefaultSortOrder,
        _ => SortOrder.Unsorted,
    };

    /// <summary>Files say that they are sorted only by an order that the table knows.</summary>
    private int OrderId(IReadOnlyList<SortField> fields) =>
        table.SortOrders.FirstOrDefault(order => order.Fields.SequenceEqual(fields))?.OrderId ?? SortOrder.Unsorted.OrderId;

    private DataFile Describe(DataFile file, CompactionGroup group) =>
        group.Partition is { } partition ? file with { SpecId = table.DefaultSpecId, Partition = partition } : file;

    /// <summary>A running number over the sorted rows makes DuckDB keep their order over several files.</summary>
    private async Task<string> AlongCurveAsync(string sql, CancellationToken cancellationToken)
    {
        var curve = new ZOrderCurve(duck);
        var place = await curve.ExpressionAsync(sql, table.CurrentSchema, options.ZOrderColumns, cancellationToken);
        var ranges = string.Join(", ", curve.Ranges);
        var names = string.Join(", ", curve.Ranges.Select((_, i) => ZOrderCurve.Name(i)));
        return $"SELECT * EXCLUDE ({Row}) FROM (SELECT * EXCLUDE ({Place}), row_number() OVER () AS {Row} FROM (SELECT * EXCLUDE ({names}), {place} AS {Place} FROM (SELECT *, {ranges} FROM ({sql})) ORDER BY {Place})) WHERE {Row} > 0";
    }
}
