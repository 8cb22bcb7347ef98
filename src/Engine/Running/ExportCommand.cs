using Floe.Engine.Inputs;
using Floe.Engine.Queries;
using Floe.Engine.Results;
using Floe.Engine.Syntax;

namespace Floe.Engine.Running;

/// <summary>Sends rows to a file instead of keeping them.</summary>
internal static class ExportCommand
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, QuerySyntax syntax, ResultExport export, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        using var staged = StagedExport.Create(export);
        inputs.Name(staged.Path, export.Path);
        var query = await context.Binder.BindAsync(syntax, inputs, cancellationToken);
        var rows = await WriteAsync(context, query, staged, export, cancellationToken);
        var rejected = await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
        staged.Publish();
        return new StatementOutcome("SELECT", null) { Rows = rows, RejectedRows = rejected };
    }

    /// <param name="result">Rows that a statement other than SELECT gave.</param>
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, ResultSet result, ResultExport export, CancellationToken cancellationToken)
    {
        using var staged = StagedExport.Create(export);
        // JSON needs no relation, and only there a result may be without columns.
        if (export.Format == ResultFormat.Json)
            await ResultFile.WriteJsonAsync(result, staged.Path, cancellationToken);
        else
            await WriteAsync(context, RowsQuery.Of(result), staged, export, cancellationToken);
        staged.Publish();
        return new StatementOutcome("EXPORT", null) { Rows = result.Rows.Count };
    }

    private static Task<long> WriteAsync(ScriptContext context, BoundQuery query, StagedExport staged, ResultExport export, CancellationToken cancellationToken) =>
        new ResultExporter(context.Duck).WriteAsync(query, staged.Path, export.Format, export.MaxRows, cancellationToken);
}
