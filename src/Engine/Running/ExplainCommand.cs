using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Running;

/// <summary>EXPLAIN: what is read of each table, then DuckDB's plan. Nothing is run.</summary>
internal static class ExplainCommand
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, Explain statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var query = await context.Binder.BindAsync(statement.Query, inputs, cancellationToken);
        var plan = await context.Duck.QueryAsync($"EXPLAIN {query.Sql}", reader => inputs.WithoutPaths(reader.GetString(1)), cancellationToken);
        var lines = new List<string>();
        if (query.Tables.Count > 0)
            lines.AddRange(["== Tables ==", .. query.Tables.SelectMany(table => ScanReport.Of(table, statement.Extended)), "== Plan =="]);
        lines.AddRange(plan.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        var rows = lines.ConvertAll(line => (IReadOnlyList<object?>)[line]);
        return new StatementOutcome("EXPLAIN", null) { Result = new ResultSet([new ResultColumn("plan", "string")], rows, Truncated: false) };
    }
}
