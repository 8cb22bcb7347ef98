using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;

namespace Floe.Engine.Changes;

/// <summary>Finds the rows that a statement touches. Its conditions are asked once, here; everything after it follows the list.</summary>
internal sealed class RowMatcher(DuckDbSession duck, ChangeTarget target, ChangeRules rules)
{
    private const string CardinalityViolation =
        "[MERGE_CARDINALITY_VIOLATION] The ON search condition of the MERGE statement matched a single row from the target table with multiple rows of the source table. "
        + "This could result in the target row being operated on more than once with an update or delete operation and is not allowed.";

    private readonly string _target = QueryDraft.Name(target.Alias);
    private readonly string _source = QueryDraft.Name(rules.Source?.Alias ?? "");

    public async Task<TouchedRows> FindAsync(CancellationToken cancellationToken)
    {
        await target.PlanAsync(PlannedQuery(), cancellationToken);
        var view = await target.ViewAsync("all", target.Plan.Files, cancellationToken);
        var matched = await target.BindAsync(Matched(view), cancellationToken);
        // Pairs that no clause is for still tell that their rows are matched.
        var filter = rules.Source is null ? $" WHERE {TouchedRows.Clause} IS NOT NULL" : "";
        var table = await target.TableAsync("touched", $"SELECT * FROM ({matched.Sql}) AS q{filter}", cancellationToken);
        if (rules.AllowsOneMatchOnly)
            await CheckCardinalityAsync(table, cancellationToken);
        if (rules.Has(MergeMatch.NotMatchedBySource))
            await AddAsync(table, OnlyInTarget(view, table), cancellationToken);
        if (rules.Has(MergeMatch.NotMatchedByTarget))
            await AddAsync(table, OnlyInSource(table), cancellationToken);
        return new TouchedRows(duck, table, IsDistinct: rules.Source is null || rules.AllowsOneMatchOnly);
    }

    /// <summary>A query whose conditions say which rows of the target can be touched; null where they say nothing.</summary>
    private Func<string, QueryDraft>? PlannedQuery()
    {
        if (rules.Source is { } source)
            return rules.Has(MergeMatch.NotMatchedBySource) ? null : name => From(name).Add($"JOIN {QueryDraft.Name(source.Table)} AS {_source} ON").AddCondition(rules.On);
        return rules.Clauses is [{ Condition: { } condition }] ? name => From(name).Add("WHERE").AddCondition(condition) : null;

        QueryDraft From(string name) => new QueryDraft(rules.Start).Add($"SELECT 1 FROM {QueryDraft.Name(name)} AS {_target}");
    }

    private QueryDraft Matched(string view)
    {
        var draft = new QueryDraft(rules.Start);
        draft.Add($"SELECT {_target}.{RowPlace.File} AS {TouchedRows.File}, {_target}.{RowPlace.Position} AS {TouchedRows.Position},");
        draft.Add($"{(rules.Source is null ? "CAST(NULL AS BIGINT)" : $"{_source}.{ChangeSource.Row}")} AS {TouchedRows.Source},");
        AddClause(draft, MergeMatch.Matched);
        draft.Add($"FROM {QueryDraft.Name(view)} AS {_target}");
        return rules.Source is { } source ? draft.Add($"JOIN {QueryDraft.Name(source.Table)} AS {_source} ON").AddCondition(rules.On) : draft;
    }

    private QueryDraft OnlyInTarget(string view, string table)
    {
        var draft = new QueryDraft(rules.Start).Add($"SELECT {_target}.{RowPlace.File}, {_target}.{RowPlace.Position}, CAST(NULL AS BIGINT),");
        AddClause(draft, MergeMatch.NotMatchedBySource);
        return draft.Add(
            $"FROM {QueryDraft.Name(view)} AS {_target} WHERE NOT EXISTS (SELECT 1 FROM {QueryDraft.Name(table)} AS __floe_t "
            + $"WHERE __floe_t.{TouchedRows.File} = {_target}.{RowPlace.File} AND __floe_t.{TouchedRows.Position} = {_target}.{RowPlace.Position})");
    }

    private QueryDraft OnlyInSource(string table)
    {
        var draft = new QueryDraft(rules.Start).Add($"SELECT CAST(NULL AS INTEGER), CAST(NULL AS BIGINT), {_source}.{ChangeSource.Row},");
        AddClause(draft, MergeMatch.NotMatchedByTarget);
        return draft.Add(
            $"FROM {QueryDraft.Name(rules.Source!.Table)} AS {_source} WHERE NOT EXISTS (SELECT 1 FROM {QueryDraft.Name(table)} AS __floe_t "
            + $"WHERE __floe_t.{TouchedRows.Source} = {_source}.{ChangeSource.Row})");
    }

    /// <summary>The number of the first clause of the kind whose condition is true.</summary>
    private void AddClause(QueryDraft draft, MergeMatch match)
    {
        draft.Add("CAST(CASE");
        for (var i = 0; i < rules.Clauses.Count; i++)
            if (rules.Clauses[i].Match == match)
                draft.Add("WHEN").AddCondition(rules.Clauses[i].Condition).Add($"THEN {i.ToString(CultureInfo.InvariantCulture)}");
        draft.Add($"{(rules.Has(match) ? "" : "WHEN FALSE THEN 0 ")}END AS INTEGER) AS {TouchedRows.Clause}");
    }

    private async Task CheckCardinalityAsync(string table, CancellationToken cancellationToken)
    {
        var twice = await duck.QueryAsync(
            $"SELECT 1 FROM {Quote.Name(table)} GROUP BY {TouchedRows.File}, {TouchedRows.Position} HAVING count(*) > 1 LIMIT 1", _ => true, cancellationToken);
        if (twice.Count > 0)
            throw new SqlError(CardinalityViolation, rules.Start);
    }

    private async Task AddAsync(string table, QueryDraft draft, CancellationToken cancellationToken)
    {
        var query = await target.BindAsync(draft, cancellationToken);
        await duck.ExecuteAsync($"INSERT INTO {Quote.Name(table)} SELECT * FROM ({query.Sql}) AS q WHERE {TouchedRows.Clause} IS NOT NULL", cancellationToken);
    }
}
