using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Engine.Writing;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>UPDATE, copy-on-write.</summary>
internal static class UpdateCommand
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, Update statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var reference = await context.Names.ResolveTableAsync(statement.Table, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, statement.Table.Position, cancellationToken);
        var table = new Table(loaded, reference.Catalog, context.Files, context.Time);
        var schema = table.Metadata.CurrentSchema;
        CheckAssignments(statement, schema);
        var outcome = new StatementOutcome("UPDATE", reference.ToString());
        var change = new RowChange(context, table, inputs);
        var plan = await change.PlanAsync(cancellationToken);
        var alias = statement.Alias ?? statement.Table.Last;

        var matches = await change.FindAsync(plan, alias, statement.Condition, cancellationToken);
        if (matches.Count == 0)
            return outcome with { Rows = 0, Note = "no row matches, nothing was changed" };
        var replaced = matches.Keys.ToList();
        await change.Target.UseAsync(plan with { Files = replaced }, cancellationToken);
        var query = await SelectAsync(change.Target, alias, statement, cancellationToken);
        var values = Enumerable.Range(query.Columns.Count - statement.Assignments.Count, statement.Assignments.Count).ToHashSet();
        var sql = Project(await NullColumns.MarkAsync(context.Duck, query, values, cancellationToken), statement, schema);
        var (snapshot, files) = await change.ReplaceAsync(plan, replaced, sql, cancellationToken);
        return outcome with { Rows = matches.Values.Sum(), Files = files, SnapshotId = snapshot.SnapshotId };
    }

    /// <summary>All columns, whether the row matches, and each new value; a value is computed for matching rows only, as it may fail for others.</summary>
    private static Task<BoundQuery> SelectAsync(TargetRows target, string alias, Update statement, CancellationToken cancellationToken)
    {
        var parts = new List<(string, QuerySyntax, string)>();
        if (statement.Condition is { } condition)
            parts.Add(("(", condition, ") IS TRUE AS __floe_matched,"));
        for (var i = 0; i < statement.Assignments.Count; i++)
        {
            var last = i == statement.Assignments.Count - 1;
            var name = $"__floe_new{i.ToString(CultureInfo.InvariantCulture)}{(last ? "" : ",")}";
            var value = statement.Assignments[i].Value;
            if (statement.Condition is { } when)
            {
                parts.Add(("CASE WHEN (", when, ")"));
                parts.Add(("THEN (", value, $") END AS {name}"));
            }
            else
                parts.Add(("(", value, $") AS {name}"));
        }
        return target.SelectAsync(alias, "*,", parts, cancellationToken);
    }

    private static string Project(BoundQuery query, Update statement, Schema schema)
    {
        var columns = schema.Fields.Select(field =>
        {
            var name = Quote.Name(field.Name);
            var at = statement.Assignments.ToList().FindIndex(assignment => Same(assignment.Column, field.Name));
            if (at < 0)
                return name;
            var newName = $"__floe_new{at.ToString(CultureInfo.InvariantCulture)}";
            var value = StoreAssignment.Convert(newName, query.Columns.Single(column => column.Key == newName).Value, field);
            return statement.Condition is null ? $"{value} AS {name}" : $"CASE WHEN __floe_matched THEN {value} ELSE {name} END AS {name}";
        });
        return $"SELECT {string.Join(", ", columns)} FROM ({query.Sql}) AS q";
    }

    private static void CheckAssignments(Update statement, Schema schema)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in statement.Assignments)
        {
            if (schema.Fields.All(field => !Same(field.Name, assignment.Column)))
                throw new SqlError($"The table has no column '{assignment.Column}'. It has {string.Join(", ", schema.Fields.Select(field => field.Name))}.", assignment.Position);
            if (!seen.Add(assignment.Column))
                throw new SqlError($"Column '{assignment.Column}' is set twice.", assignment.Position);
        }
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
