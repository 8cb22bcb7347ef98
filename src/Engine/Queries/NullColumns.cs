using Floe.Engine.DuckDb;
using Floe.Engine.Types;

namespace Floe.Engine.Queries;

/// <summary>
/// Columns of nothing but the literal NULL. DuckDB describes them as INTEGER, though NULL goes into a column of any type; what they really are
/// shows when they are combined with a type that no integer goes together with.
/// </summary>
internal static class NullColumns
{
    /// <returns>The query with the type of such columns among the suspects changed to <see cref="DuckTypes.Null"/>.</returns>
    public static async Task<BoundQuery> MarkAsync(DuckDbSession duck, BoundQuery query, IReadOnlySet<int> suspects, CancellationToken cancellationToken)
    {
        var columns = query.Columns.ToList();
        for (var i = 0; i < columns.Count; i++)
            if (suspects.Contains(i) && columns[i].Value == DuckTypes.Integer && await IsNullAsync(duck, query, i, cancellationToken))
                columns[i] = KeyValuePair.Create(columns[i].Key, (DuckType)DuckTypes.Null);
        return query with { Columns = columns };
    }

    private static async Task<bool> IsNullAsync(DuckDbSession duck, BoundQuery query, int column, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", query.Columns.Select((_, i) => $"c{i}"));
        try
        {
            await duck.ExecuteAsync($"DESCRIBE SELECT CASE WHEN true THEN c{column} ELSE CAST(NULL AS STRUCT(a INTEGER)) END FROM ({query.Sql}) AS q({names})", cancellationToken);
            return true;
        }
        catch (DuckDbFailure failure) when (failure.Error.Kind == "Binder")
        {
            return false;
        }
    }
}
