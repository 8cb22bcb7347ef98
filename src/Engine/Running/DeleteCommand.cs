using Floe.Engine.DuckDb;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Running;

/// <summary>DELETE, copy-on-write. A file all of whose rows go is only taken out of the table; without a condition that is every file.</summary>
internal static class DeleteCommand
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, Delete statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var reference = await context.Names.ResolveTableAsync(statement.Table, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, statement.Table.Position, cancellationToken);
        var table = new Table(loaded, reference.Catalog, context.Files, context.Time);
        var outcome = new StatementOutcome("DELETE FROM", reference.ToString());
        var change = new RowChange(context, table, inputs);
        var plan = await change.PlanAsync(cancellationToken);
        var alias = statement.Alias ?? statement.Table.Last;

        var matches = await change.FindAsync(plan, alias, statement.Condition, cancellationToken);
        if (matches.Count == 0)
            return outcome with { Rows = 0, Note = "no row matches, nothing was changed" };
        var whole = matches.Where(match => match.Key.Deletes.Count == 0 && match.Value == match.Key.File.RecordCount).Select(match => match.Key).ToHashSet();
        var partly = matches.Keys.Where(task => !whole.Contains(task)).ToList();
        string? sql = null;
        if (partly.Count > 0 && statement.Condition is { } condition)
        {
            await change.Target.UseAsync(plan with { Files = partly }, cancellationToken);
            var kept = await change.Target.SelectAsync(alias, "*,", [("(", condition, ") AS __floe_matched")], cancellationToken);
            var columns = string.Join(", ", table.Metadata.CurrentSchema.Fields.Select(field => Quote.Name(field.Name)));
            sql = $"SELECT {columns} FROM ({kept.Sql}) AS q WHERE __floe_matched IS NOT TRUE";
        }
        var (snapshot, files) = await change.ReplaceAsync(plan, [.. matches.Keys], sql, cancellationToken);
        return outcome with { Rows = matches.Values.Sum(), Files = files, SnapshotId = snapshot.SnapshotId };
    }
}
