using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Iceberg.Operations;

namespace Floe.Engine.Running.Altering;

/// <summary>ALTER TABLE: each statement is one commit of the table's metadata, which is made anew should somebody else be faster.</summary>
internal static class AlterCommands
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, AlterTable statement, CancellationToken cancellationToken)
    {
        var reference = await context.Names.ResolveTableAsync(statement.Table, cancellationToken);
        var outcome = new StatementOutcome("ALTER TABLE", reference.ToString());
        if (statement is RenameTable rename)
            return await RenameCommand.RunAsync(context, rename, reference, outcome, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, statement.Table.Position, cancellationToken);
        var table = new Table(loaded, reference.Catalog, context.Files, context.Time);
        try
        {
            return statement switch
            {
                AddColumns or DropColumns or RenameColumn or AlterColumn or SetIdentifierFields => await ColumnCommands.RunAsync(context, table, statement, outcome, cancellationToken),
                SetTableProperties or UnsetTableProperties => await PropertyCommands.RunAsync(table, statement, outcome, cancellationToken),
                AddPartitionField or DropPartitionField or ReplacePartitionField => await PartitionCommands.RunAsync(table, statement, outcome, cancellationToken),
                SetWriteOrder order => await WriteOrderCommand.RunAsync(table, order, outcome, cancellationToken),
                PutReference or DropReference => await ReferenceCommands.RunAsync(table, statement, outcome, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(statement), statement, null),
            };
        }
        catch (ValidationException e)
        {
            throw new Syntax.SqlError($"{reference}: {e.Message}", null, e);
        }
    }
}
