using Floe.Engine.Inputs;
using Floe.Engine.Running;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Scan;

namespace Floe.Engine.Changes;

/// <summary>
/// DELETE, UPDATE and MERGE, which are one: find the rows that clauses touch, write what comes in their place, and make it one commit, either with the
/// touched files written anew (copy-on-write) or with delete files beside them (merge-on-read).
/// </summary>
internal sealed class RowChange(ScriptContext context, StatementInputs inputs, ChangeKind kind, ChangeTarget target)
{
    /// <summary>
    /// From so many rows on, those of each clause are kept in a table before they are written. One COPY of all clauses has all their joins at a time, which
    /// together do not spill as low as each by itself.
    /// </summary>
    private const long ManyRows = 250_000;

    public StatementOutcome Outcome { get; } = new(kind.Name, target.Reference.ToString());

    public async Task<StatementOutcome> RunAsync(ChangeRules rules, CancellationToken cancellationToken)
    {
        var touched = await new RowMatcher(context.Duck, target, rules).FindAsync(cancellationToken);
        var counts = await touched.CountByFileAsync(cancellationToken);
        var inserts = await touched.CountInsertsAsync(cancellationToken);
        await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
        if (counts.Count == 0 && inserts == 0)
            return Outcome with { Rows = 0, Note = "no row matches, nothing was changed" };

        var files = counts.Keys.Select(target.File).ToList();
        var rows = new NewRows(context.Duck, target, rules.Source, touched);
        var comes = await NewRowsAsync(rows, rules, await target.ViewAsync("touched_files", files, cancellationToken), cancellationToken);
        if (counts.Values.Sum() + inserts >= ManyRows)
            for (var i = 0; i < comes.Count; i++)
                comes[i] = $"FROM {DuckDb.Quote.Name(await target.TableAsync($"rows{DuckDb.Quote.Number(i)}", comes[i], cancellationToken))}";
        var partly = counts.Where(count => !IsWhole(target.File(count.Key), count.Value)).Select(count => target.File(count.Key)).ToList();
        var commit = new ChangeCommit(context, inputs, kind, target);
        var deleteFilesOnly = comes.Count == 0 && partly.Count == 0;
        var (snapshot, written) = kind.IsMergeOnRead(target.Metadata) && !deleteFilesOnly
            ? await commit.MergeOnReadAsync(files, touched, Sql(comes), cancellationToken)
            : await commit.CopyOnWriteAsync(files, Sql(partly.Count == 0 ? comes : [rows.Kept(await target.ViewAsync("kept_files", partly, cancellationToken)), .. comes]), cancellationToken);
        return Outcome with { Rows = counts.Values.Sum() + inserts, Files = written, SnapshotId = snapshot.SnapshotId };
    }

    /// <summary>Removes all files, without looking into them.</summary>
    public async Task<StatementOutcome> RemoveAllAsync(CancellationToken cancellationToken)
    {
        if (target.Plan.Files.Count == 0)
            return Outcome with { Rows = 0, Note = "the table is empty, nothing was changed" };
        var rows = await CountAsync(cancellationToken);
        var (snapshot, _) = await new ChangeCommit(context, inputs, kind, target).CopyOnWriteAsync(target.Plan.Files, null, cancellationToken);
        return Outcome with { Rows = rows, Files = 0, SnapshotId = snapshot.SnapshotId };
    }

    private static async Task<List<string>> NewRowsAsync(NewRows rows, ChangeRules rules, string view, CancellationToken cancellationToken)
    {
        var queries = new List<string>();
        for (var i = 0; i < rules.Clauses.Count; i++)
            if (rules.Clauses[i].Action is MergeUpdate update)
                queries.Add(await rows.UpdatedAsync(view, i, rules.Clauses[i], update, cancellationToken));
            else if (rules.Clauses[i].Action is MergeInsert insert)
                queries.Add(await rows.InsertedAsync(i, rules.Clauses[i], insert, cancellationToken));
        return queries;
    }

    private async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var view = await target.ViewAsync("deleted", [.. target.Plan.Files.Where(file => file.Deletes.Count > 0)], cancellationToken);
        var remaining = await context.Duck.QueryAsync($"SELECT count(*) FROM {DuckDb.Quote.Name(view)}", reader => reader.GetInt64(0), cancellationToken);
        return remaining[0] + target.Plan.Files.Where(file => file.Deletes.Count == 0).Sum(file => file.File.RecordCount);
    }

    /// <summary>Whether nothing is left of a file; one with deletes may have fewer rows than it says.</summary>
    private static bool IsWhole(FileScanTask file, long touched) => file.Deletes.Count == 0 && file.File.RecordCount == touched;

    private static string? Sql(List<string> queries) => queries.Count == 0 ? null : string.Join("\nUNION ALL ", queries);
}
