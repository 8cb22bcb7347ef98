using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>How new data files of a table look: columns, partitioning, order and size, from its current metadata.</summary>
internal sealed class FileLayout
{
    private const long DefaultTargetFileSize = 512L * 1024 * 1024;
    private const long MinTargetFileSize = 1024 * 1024;

    public FileLayout(TableMetadata table, bool withLineage)
    {
        Table = table;
        Schema = table.CurrentSchema;
        Spec = table.DefaultSpec;
        Order = table.SortOrders.FirstOrDefault(order => order.OrderId == table.DefaultSortOrderId) ?? SortOrder.Unsorted;
        TargetBytes = Math.Max(MinTargetFileSize, table.Properties.GetLong(TableProperties.TargetFileSizeBytes, DefaultTargetFileSize));
        FieldIdsOption = $"FIELD_IDS {FieldIds.Of(withLineage ? [.. Schema.Fields, .. RowLineage.Fields] : Schema.Fields)}";
    }

    public TableMetadata Table { get; }

    public Schema Schema { get; }

    public PartitionSpec Spec { get; init; }

    public SortOrder Order { get; init; }

    public long TargetBytes { get; init; }

    public bool IsPartitioned => !Spec.IsUnpartitioned;

    public string FieldIdsOption { get; }

    /// <summary>Files of about the target size.</summary>
    public IEnumerable<string> FileOptions => [FieldIdsOption, string.Create(CultureInfo.InvariantCulture, $"FILE_SIZE_BYTES {TargetBytes}")];

    /// <summary>One file, or a few, for each partition, of whatever size.</summary>
    public IEnumerable<string> PartitionOptions =>
        [FieldIdsOption, $"PARTITION_BY ({string.Join(", ", Keys)})", "WRITE_PARTITION_COLUMNS false", "FILENAME_PATTERN '{uuidv7}'"];

    private IEnumerable<string> Keys => Spec.Fields.Select((_, i) => PartitionValues.Key(i));

    /// <summary>The query with the partition's values beside its columns.</summary>
    public string WithKeys(string sql)
    {
        var keys = Spec.Fields.Select((field, i) =>
        {
            var source = Schema.FindField(field.SourceId) ?? throw new SqlError($"The partition field '{field.Name}' is of a column the table no longer has.");
            return $"{PartitionExpressions.Of(field.Transform, source, Column(source))} AS {PartitionValues.Key(i)}";
        });
        return $"SELECT *, {string.Join(", ", keys)} FROM ({sql})";
    }

    /// <summary>
    /// The query in the table's write order. DuckDB keeps an order over several files only where one thread writes, so the rows go through a running
    /// number, which makes it one.
    /// </summary>
    public string Ordered(string sql)
    {
        if (Order.IsUnsorted)
            return sql;
        var terms = Order.Fields.Select(field =>
        {
            var source = Schema.FindField(field.SourceId) ?? throw new SqlError("The table's write order is by a column the table no longer has. Set it anew.");
            var value = field.Transform is IdentityTransform ? Column(source) : PartitionExpressions.Of(field.Transform, source, Column(source));
            return $"{value} {(field.Direction == SortDirection.Descending ? "DESC" : "ASC")} {(field.NullOrder == NullOrder.NullsLast ? "NULLS LAST" : "NULLS FIRST")}";
        });
        return $"SELECT * EXCLUDE (__floe_row) FROM (SELECT *, row_number() OVER () AS __floe_row FROM (SELECT * FROM ({sql}) ORDER BY {string.Join(", ", terms)})) WHERE __floe_row > 0";
    }

    private string Column(NestedField source) => string.Join('.', Schema.FullName(source.Id)!.Split('.').Select(part => Quote.Name(part)));
}
