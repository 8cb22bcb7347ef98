using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Writing;

/// <summary>Brings the columns of a query into the order, names and types of a table: by position, by a list of columns, or by name.</summary>
internal static class InsertProjection
{
    public static async Task<string> OfAsync(
        DuckDbSession duck, BoundQuery query, Schema schema, IReadOnlyList<string> columns, bool byName, CancellationToken cancellationToken)
    {
        var sources = byName ? ByName(query, schema) : columns.Count > 0 ? ByList(query, schema, columns) : ByPosition(query, schema);
        var refused = sources.Where((source, i) => source >= 0 && !StoreAssignment.CanAssign(query.Columns[source].Value, schema.Fields[i]));
        query = await NullColumns.MarkAsync(duck, query, refused.ToHashSet(), cancellationToken);
        var names = query.Columns.Select((_, i) => $"c{i}");
        var projected = schema.Fields.Select((field, i) => $"{Value(query, field, sources[i])} AS {Quote.Name(field.Name)}");
        return $"SELECT {string.Join(", ", projected)} FROM ({query.Sql}) AS q({string.Join(", ", names)})";
    }

    private static string Value(BoundQuery query, NestedField field, int source) =>
        source >= 0 ? StoreAssignment.Convert($"c{source}", query.Columns[source].Value, field) : ColumnDefault.Sql(field);

    private static List<int> ByPosition(BoundQuery query, Schema schema) => query.Columns.Count == schema.Fields.Count
        ? [.. Enumerable.Range(0, schema.Fields.Count)]
        : throw new SqlError($"The query gives {Columns(query.Columns.Count)}, the table has {schema.Fields.Count}: {string.Join(", ", schema.Fields.Select(field => field.Name))}.");

    private static List<int> ByList(BoundQuery query, Schema schema, IReadOnlyList<string> columns)
    {
        if (columns.FirstOrDefault(column => schema.Fields.All(field => !Same(field.Name, column))) is { } unknown)
            throw NoColumn(unknown, schema);
        if (columns.Count != query.Columns.Count)
            throw new SqlError($"The query gives {Columns(query.Columns.Count)}, the INSERT names {columns.Count}: {string.Join(", ", columns)}.");
        return [.. schema.Fields.Select(field => columns.ToList().FindIndex(column => Same(field.Name, column)))];
    }

    private static List<int> ByName(BoundQuery query, Schema schema)
    {
        if (query.Columns.FirstOrDefault(column => schema.Fields.All(field => !Same(field.Name, column.Key))) is { Key: { } unknown })
            throw NoColumn(unknown, schema);
        return [.. schema.Fields.Select(field => query.Columns.ToList().FindIndex(column => Same(field.Name, column.Key)))];
    }

    private static SqlError NoColumn(string column, Schema schema) =>
        new($"The table has no column '{column}'. It has {string.Join(", ", schema.Fields.Select(field => field.Name))}.");

    private static string Columns(int count) => count == 1 ? "1 column" : $"{count} columns";

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
