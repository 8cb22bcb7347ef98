using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;

namespace Floe.Engine.Views;

/// <summary><c>CREATE VIEW v (a, b) AS SELECT ...</c>: the names in parentheses replace the query's.</summary>
internal static class ViewColumns
{
    public static string Rename(BoundQuery query, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return query.Sql;
        return names.Count == query.Columns.Count
            ? $"SELECT * FROM ({query.Sql}) AS q({string.Join(", ", names.Select(name => Quote.Name(name)))})"
            : throw new SqlError($"The view names {names.Count} columns, its query gives {query.Columns.Count}.");
    }
}
