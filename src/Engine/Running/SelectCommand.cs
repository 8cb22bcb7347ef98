using Floe.Engine.Inputs;
using Floe.Engine.Results;
using Floe.Engine.Syntax;
using Floe.Engine.Types;

namespace Floe.Engine.Running;

internal static class SelectCommand
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, QuerySyntax syntax, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var query = await context.Binder.BindAsync(syntax, inputs, cancellationToken);
        var columns = query.Columns.Select(column => new ResultColumn(ShownName(column.Key), SparkTypeNames.Of(column.Value))).ToList();
        var reader = new ResultReader(query);
        var (rows, truncated) = await context.Duck.StreamAsync(reader.Sql, data => reader.Read(data, context.Options.MaxResultRows), cancellationToken);
        var rejected = await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
        return new StatementOutcome("SELECT", null) { Rows = rows.Count, Result = new ResultSet(columns, rows, truncated), RejectedRows = rejected };
    }

    /// <summary>What everybody counts by, under Spark's name.</summary>
    private static string ShownName(string name) => name == "count_star()" ? "count(1)" : name;
}
