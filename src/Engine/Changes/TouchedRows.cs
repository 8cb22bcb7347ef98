using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Running;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;

namespace Floe.Engine.Changes;

/// <summary>
/// Which rows a statement touches, and by which of its clauses: places of rows of the target, numbers of rows of the source. Conditions are asked once,
/// here; everything after it follows this list. It is a table of the session, so that it spills where it is long.
/// </summary>
internal sealed class TouchedRows
{
    public const string File = "__floe_touched_file";
    public const string Position = "__floe_touched_pos";
    public const string Source = "__floe_touched_source";
    public const string Clause = "__floe_clause";

    private readonly DuckDbSession _duck;
    private readonly ChangeTarget _target;
    private readonly ChangeSource? _source;
    private readonly IReadOnlyList<MergeClause> _clauses;

    private TouchedRows(DuckDbSession duck, ChangeTarget target, ChangeSource? source, IReadOnlyList<MergeClause> clauses, string table) =>
        (_duck, _target, _source, _clauses, Table) = (duck, target, source, clauses, table);

    /// <summary>The DuckDB table.</summary>
    public string Table { get; }

    /// <param name="source">Null for DELETE and UPDATE: every row of the target counts as matched.</param>
    /// <param name="on">What rows of both must fulfil to go together.</param>
    public static async Task<TouchedRows> FindAsync(
        ScriptContext context, ChangeTarget target, ChangeSource? source, QuerySyntax? on, IReadOnlyList<MergeClause> clauses, SourcePosition start, CancellationToken cancellationToken)
    {
        await target.PlanAsync(Planned(target, source, on, clauses, start), cancellationToken);
        var view = await target.ViewAsync("all", target.Plan.Files, cancellationToken);
        var matched = await MatchedAsync(target, source, on, clauses, view, start, cancellationToken);
        var touched = new TouchedRows(context.Duck, target, source, clauses, await target.TableAsync("touched", matched, cancellationToken));
        if (source is not null)
        {
            await touched.CheckCardinalityAsync(start, cancellationToken);
            await touched.FindUnmatchedAsync(view, start, cancellationToken);
        }
        return touched;
    }

    /// <summary>How many rows of each file of the target go or change.</summary>
    public async Task<IReadOnlyDictionary<int, long>> CountByFileAsync(CancellationToken cancellationToken)
    {
        var counts = await _duck.QueryAsync(
            $"SELECT {File}, count(*) FROM ({Places}) GROUP BY ALL", reader => KeyValuePair.Create(reader.GetInt32(0), reader.GetInt64(1)), cancellationToken);
        return counts.ToDictionary();
    }

    public async Task<long> CountInsertsAsync(CancellationToken cancellationToken) =>
        (await _duck.QueryAsync($"SELECT count(*) FROM {Quote.Name(Table)} WHERE {File} IS NULL", reader => reader.GetInt64(0), cancellationToken))[0];

    /// <summary>A query that gives the place of each row of the target that goes or changes, once.</summary>
    public string Places => $"SELECT DISTINCT {File}, {Position} FROM {Quote.Name(Table)} WHERE {File} IS NOT NULL AND {Clause} IS NOT NULL";

    /// <summary>A query whose conditions say which rows of the target the statement can touch; null where they say nothing.</summary>
    private static Func<string, QueryDraft>? Planned(
        ChangeTarget target, ChangeSource? source, QuerySyntax? on, IReadOnlyList<MergeClause> clauses, SourcePosition start)
    {
        QueryDraft From(string name) => new QueryDraft(start).Add($"SELECT 1 FROM {QueryDraft.Name(name)} AS {QueryDraft.Name(target.Alias)}");
        if (source is null)
            return clauses is [{ Condition: { } condition }] ? name => From(name).Add("WHERE").AddCondition(condition) : null;
        return clauses.Any(clause => clause.Match == MergeMatch.NotMatchedBySource)
            ? null
            : name => From(name).Add($"JOIN {QueryDraft.Name(source.Table)} AS {QueryDraft.Name(source.Alias)} ON").AddCondition(on);
    }

    private static async Task<string> MatchedAsync(
        ChangeTarget target, ChangeSource? source, QuerySyntax? on, IReadOnlyList<MergeClause> clauses, string view, SourcePosition start, CancellationToken cancellationToken)
    {
        var draft = new QueryDraft(start);
        var a = QueryDraft.Name(target.Alias);
        draft.Add($"SELECT {a}.{RowPlace.File} AS {File}, {a}.{RowPlace.Position} AS {Position},");
        draft.Add(source is null ? $"CAST(NULL AS BIGINT) AS {Source}," : $"{QueryDraft.Name(source.Alias)}.{ChangeSource.Row} AS {Source},");
        AddClause(draft, clauses, MergeMatch.Matched);
        draft.Add($"AS {Clause} FROM {QueryDraft.Name(view)} AS {a}");
        if (source is not null)
            draft.Add($"JOIN {QueryDraft.Name(source.Table)} AS {QueryDraft.Name(source.Alias)} ON").AddCondition(on);
        var query = await target.BindAsync(draft, cancellationToken);
        // Pairs that no clause is for still tell that their rows are matched.
        var filter = source is null ? $" WHERE {Clause} IS NOT NULL" : "";
        return $"SELECT * FROM ({query.Sql}) AS q{filter}";
    }

    /// <summary>As Spark does it: every pair counts, whether a clause is for it or not, unless all that can happen is that the row goes.</summary>
    private async Task CheckCardinalityAsync(SourcePosition start, CancellationToken cancellationToken)
    {
        var matched = _clauses.Where(clause => clause.Match == MergeMatch.Matched).ToList();
        if (matched is [] or [{ Condition: null, Action: MergeDelete }])
            return;
        var twice = await _duck.QueryAsync(
            $"SELECT 1 FROM {Quote.Name(Table)} GROUP BY {File}, {Position} HAVING count(*) > 1 LIMIT 1", _ => true, cancellationToken);
        if (twice.Count > 0)
            throw new SqlError(
                "[MERGE_CARDINALITY_VIOLATION] The ON search condition of the MERGE statement matched a single row from the target table with multiple rows of the source table. This could result in the target row being operated on more than once with an update or delete operation and is not allowed.",
                start);
    }

    private async Task FindUnmatchedAsync(string view, SourcePosition start, CancellationToken cancellationToken)
    {
        var (target, source, touched) = (QueryDraft.Name(_target.Alias), QueryDraft.Name(_source!.Alias), QueryDraft.Name(Table));
        if (_clauses.Any(clause => clause.Match == MergeMatch.NotMatchedBySource))
        {
            var draft = new QueryDraft(start).Add($"SELECT {target}.{RowPlace.File}, {target}.{RowPlace.Position}, CAST(NULL AS BIGINT),");
            AddClause(draft, _clauses, MergeMatch.NotMatchedBySource);
            draft.Add($"AS {Clause} FROM {QueryDraft.Name(view)} AS {target} WHERE NOT EXISTS (SELECT 1 FROM {touched} AS __floe_t WHERE __floe_t.{File} = {target}.{RowPlace.File} AND __floe_t.{Position} = {target}.{RowPlace.Position})");
            await AddAsync(draft, cancellationToken);
        }
        if (_clauses.Any(clause => clause.Match == MergeMatch.NotMatchedByTarget))
        {
            var draft = new QueryDraft(start).Add($"SELECT CAST(NULL AS INTEGER), CAST(NULL AS BIGINT), {source}.{ChangeSource.Row},");
            AddClause(draft, _clauses, MergeMatch.NotMatchedByTarget);
            draft.Add($"AS {Clause} FROM {QueryDraft.Name(_source.Table)} AS {source} WHERE NOT EXISTS (SELECT 1 FROM {touched} AS __floe_t WHERE __floe_t.{Source} = {source}.{ChangeSource.Row})");
            await AddAsync(draft, cancellationToken);
        }
    }

    private async Task AddAsync(QueryDraft draft, CancellationToken cancellationToken)
    {
        var query = await _target.BindAsync(draft, cancellationToken);
        await _duck.ExecuteAsync($"INSERT INTO {Quote.Name(Table)} SELECT * FROM ({query.Sql}) AS q WHERE {Clause} IS NOT NULL", cancellationToken);
    }

    /// <summary>The number of the first clause of the kind whose condition is true.</summary>
    private static void AddClause(QueryDraft draft, IReadOnlyList<MergeClause> clauses, MergeMatch match)
    {
        draft.Add("CAST(CASE");
        for (var i = 0; i < clauses.Count; i++)
            if (clauses[i].Match == match)
                draft.Add("WHEN").AddCondition(clauses[i].Condition).Add($"THEN {i.ToString(CultureInfo.InvariantCulture)}");
        draft.Add(clauses.Any(clause => clause.Match == match) ? "END AS INTEGER)" : "WHEN FALSE THEN 0 END AS INTEGER)");
    }
}
