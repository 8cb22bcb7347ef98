using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Running;

/// <summary>Gives each statement to what carries it out.</summary>
internal static class StatementDispatch
{
    public static Task<StatementOutcome> RunAsync(ScriptContext context, Statement statement, CancellationToken cancellationToken) => statement switch
    {
        CreateNamespace create => NamespaceCommands.CreateAsync(context, create, cancellationToken),
        DropNamespace drop => NamespaceCommands.DropAsync(context, drop, cancellationToken),
        ShowNamespaces show => NamespaceCommands.ShowAsync(context, show, cancellationToken),
        ShowTables show => NamespaceCommands.ShowTablesAsync(context, show, cancellationToken),
        Use use => NamespaceCommands.UseAsync(context, use, cancellationToken),
        CreateTable create => TableCommands.CreateAsync(context, create, cancellationToken),
        DropTable drop => TableCommands.DropAsync(context, drop, cancellationToken),
        DescribeTable describe => TableCommands.DescribeAsync(context, describe, cancellationToken),
        ShowProperties show => TableCommands.ShowPropertiesAsync(context, show, cancellationToken),
        DescribeNamespace describe => NamespaceCommands.DescribeAsync(context, describe, cancellationToken),
        ShowCreateTable show => TableCommands.ShowCreateAsync(context, show, cancellationToken),
        AlterTable alter => Altering.AlterCommands.RunAsync(context, alter, cancellationToken),
        Call call => Procedures.ProcedureCatalog.RunAsync(context, call, cancellationToken),
        CreateView create => ViewCommands.CreateAsync(context, create, cancellationToken),
        DropView drop => Task.FromResult(ViewCommands.Drop(context, drop)),
        Insert insert => InsertCommand.RunAsync(context, insert, cancellationToken),
        Delete delete => ChangeCommands.DeleteAsync(context, delete, cancellationToken),
        Update update => ChangeCommands.UpdateAsync(context, update, cancellationToken),
        Merge merge => ChangeCommands.MergeAsync(context, merge, cancellationToken),
        Truncate truncate => ChangeCommands.TruncateAsync(context, truncate, cancellationToken),
        Select select => SelectCommand.RunAsync(context, select.Query, cancellationToken),
        Explain explain => ExplainCommand.RunAsync(context, explain, cancellationToken),
        SetVariable set => Task.FromResult(Set(context, set)),
        _ => throw new ArgumentOutOfRangeException(nameof(statement), statement, null),
    };

    private static StatementOutcome Set(ScriptContext context, SetVariable set)
    {
        context.Settings[set.Key] = set.Value;
        var hasEffect = set.Key == "spark.sql.sources.partitionOverwriteMode" || !set.Key.StartsWith("spark.", StringComparison.Ordinal);
        return new StatementOutcome("SET", set.Key) { Note = hasEffect ? null : "this setting of Spark has no effect here" };
    }
}
