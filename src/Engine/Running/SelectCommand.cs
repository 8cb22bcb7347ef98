using Floe.Engine.Inputs;
using Floe.Engine.Results;
using Floe.Engine.Syntax;

namespace Floe.Engine.Running;

internal static class SelectCommand
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, QuerySyntax syntax, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var query = await context.Binder.BindAsync(syntax, inputs, cancellationToken);
        var reader = new ResultReader(query);
        var (rows, truncated) = await context.Duck.StreamAsync(reader.Sql, data => reader.Read(data, context.Options.MaxResultRows), cancellationToken);
        var rejected = await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
        return new StatementOutcome("SELECT", null) { Rows = rows.Count, Result = new ResultSet(ResultColumns.Of(query), rows, truncated), RejectedRows = rejected };
    }
}
