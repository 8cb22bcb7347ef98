using Floe.Engine.DuckDb;

namespace Floe.Engine.Changes;

/// <summary>
/// Which rows a statement touches, and by which of its clauses: places of rows of the target, numbers of rows of the source. It is a table of the session,
/// so that it spills where it is long.
/// </summary>
/// <param name="Table">The DuckDB table.</param>
/// <param name="IsDistinct">Whether no row of the target is in it twice.</param>
internal sealed record TouchedRows(DuckDbSession Duck, string Table, bool IsDistinct)
{
    /// <summary>The number of the target's file; null for a row that is only in the source.</summary>
    public const string File = "__floe_touched_file";

    public const string Position = "__floe_touched_pos";

    /// <summary>The number of the source's row; null for a row that is only in the target.</summary>
    public const string Source = "__floe_touched_source";

    /// <summary>The number of the clause; null for a pair that is matched, but that no clause is for.</summary>
    public const string Clause = "__floe_clause";

    /// <summary>A query that gives the place of each row of the target that goes or changes, once.</summary>
    public string Places => $"SELECT {(IsDistinct ? "" : "DISTINCT ")}{File}, {Position} FROM {Quote.Name(Table)} WHERE {File} IS NOT NULL AND {Clause} IS NOT NULL";

    /// <summary>How many rows of each file of the target go or change.</summary>
    public async Task<IReadOnlyDictionary<int, long>> CountByFileAsync(CancellationToken cancellationToken)
    {
        var counts = await Duck.QueryAsync(
            $"SELECT {File}, count(*) FROM ({Places}) GROUP BY ALL", reader => KeyValuePair.Create(reader.GetInt32(0), reader.GetInt64(1)), cancellationToken);
        return counts.ToDictionary();
    }

    /// <summary>How many rows of the source become new rows.</summary>
    public async Task<long> CountInsertsAsync(CancellationToken cancellationToken) =>
        (await Duck.QueryAsync($"SELECT count(*) FROM {Quote.Name(Table)} WHERE {File} IS NULL", reader => reader.GetInt64(0), cancellationToken))[0];
}
