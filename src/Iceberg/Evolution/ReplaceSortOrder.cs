using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Evolution;

/// <summary>Sets how writers should sort the rows of new files; without a column, they need not.</summary>
public sealed class ReplaceSortOrder
{
    private readonly Table _table;
    private readonly List<(string Column, SortDirection Direction, Transform Transform, NullOrder Nulls)> _fields = [];

    internal ReplaceSortOrder(Table table) => _table = table;

    /// <param name="column">Dotted name, letters in any case.</param>
    /// <param name="transform">Null: the column's value itself.</param>
    public ReplaceSortOrder Ascending(string column, Transform? transform = null, NullOrder nulls = NullOrder.NullsFirst) => Add(column, SortDirection.Ascending, transform, nulls);

    /// <inheritdoc cref="Ascending"/>
    public ReplaceSortOrder Descending(string column, Transform? transform = null, NullOrder nulls = NullOrder.NullsLast) => Add(column, SortDirection.Descending, transform, nulls);

    /// <exception cref="ValidationException">A column does not exist, or cannot be sorted by.</exception>
    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    public Task CommitAsync(CancellationToken cancellationToken) => _table.UpdateAsync(Change, cancellationToken);

    private TableChange Change(TableMetadata table)
    {
        var order = new SortOrder(table.DefaultSortOrderId, [.. _fields.Select(f => new SortField(Column(table, f.Column).Id, f.Transform, f.Direction, f.Nulls))]);
        try
        {
            LayoutRules.Check(order, table.CurrentSchema);
        }
        catch (BadRequestException e)
        {
            throw new ValidationException(e.Message, e);
        }
        if (order.SameFieldsAs(table.DefaultSortOrder)) return TableChange.None;
        return new TableChange(
            [new AssertCurrentSchemaId(table.CurrentSchemaId), new AssertDefaultSortOrderId(table.DefaultSortOrderId)],
            [new AddSortOrder(order), new SetDefaultSortOrder(MetadataUpdate.LastAdded)]);
    }

    private static NestedField Column(TableMetadata table, string name) =>
        table.CurrentSchema.FindField(name) ?? table.CurrentSchema.FindField(name, caseSensitive: false) ?? throw new ValidationException($"The table has no column {name}.");

    private ReplaceSortOrder Add(string column, SortDirection direction, Transform? transform, NullOrder nulls)
    {
        _fields.Add((column, direction, transform ?? new IdentityTransform(), nulls));
        return this;
    }
}
