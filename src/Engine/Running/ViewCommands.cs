using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Views;

namespace Floe.Engine.Running;

internal static class ViewCommands
{
    /// <summary>Binds the view once, so that a missing input or column is told here and not where the view is first used.</summary>
    public static async Task<StatementOutcome> CreateAsync(ScriptContext context, CreateView statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var outcome = new StatementOutcome("CREATE TEMPORARY VIEW", statement.Name);
        if (statement is CreateFileView files)
        {
            var views = new FileViews(context.Duck, context.Options, context.Log);
            await views.BindAsync(files, inputs, cancellationToken);
            context.Views.Add(files, files.Position);
            return outcome with { Note = $"{files.Format} at {files.Options["path"]}" };
        }
        var view = (CreateQueryView)statement;
        var query = await context.Binder.CheckViewAsync(view.Name, view.Query, inputs, cancellationToken);
        ViewColumns.Rename(query, view.ColumnNames);
        context.Views.Add(view, view.Query.Position);
        return outcome;
    }

    public static StatementOutcome Drop(ScriptContext context, DropView statement)
    {
        var outcome = new StatementOutcome("DROP VIEW", statement.Name);
        if (context.Views.Remove(statement.Name))
            return outcome;
        return statement.IfExists ? outcome with { Note = "there is none" } : throw new SqlError($"There is no view '{statement.Name}'. Use DROP VIEW IF EXISTS.", statement.Position);
    }
}
