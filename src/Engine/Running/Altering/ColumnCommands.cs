using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Types;
using Floe.Iceberg.Evolution;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Altering;

/// <summary>Columns: added, dropped, renamed, changed, and those that identify a row.</summary>
internal static class ColumnCommands
{
    public static async Task<StatementOutcome> RunAsync(
        ScriptContext context, Table table, AlterTable statement, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        var update = table.NewUpdateSchema();
        switch (statement)
        {
            case AddColumns add:
                foreach (var column in add.Columns)
                    await At(column.Name, () => AddAsync(context, update, column, cancellationToken));
                break;
            case DropColumns drop:
                foreach (var column in drop.Columns.Where(column => !drop.IfExists || Find(update, column) is not null))
                    await At(column, () => update.DeleteColumn(Path(column)));
                break;
            case RenameColumn rename:
                await At(rename.Column, () => update.RenameColumn(Path(rename.Column), rename.NewName));
                break;
            case AlterColumn alter:
                await At(alter.Column, () => ChangeAsync(context, update, alter.Column, alter.Change, cancellationToken));
                break;
            case SetIdentifierFields identifiers:
                await At(identifiers.Fields[0], () => update.SetIdentifierFields(Identifiers(table, identifiers)));
                break;
        }
        await update.CommitAsync(cancellationToken);
        return outcome;
    }

    private static async Task AddAsync(ScriptContext context, UpdateSchema update, AddedColumn column, CancellationToken cancellationToken)
    {
        var parent = column.Name.Parts.Count > 1 ? string.Join('.', column.Name.Parts.SkipLast(1)) : null;
        var type = SparkTypes.ToIceberg(column.Type);
        var value = column.Default is null ? null : await ConstantExpressions.EvaluateAsync(context, column.Default, type, cancellationToken);
        update.AddColumn(new NewColumn(column.Name.Last, type) { Parent = parent, Doc = column.Comment, Required = column.NotNull, Default = value });
        if (column.Place is { } place)
            Move(update, column.Name, place);
    }

    private static async Task ChangeAsync(ScriptContext context, UpdateSchema update, QualifiedName column, ColumnChange change, CancellationToken cancellationToken)
    {
        var path = Path(column);
        switch (change)
        {
            case ChangeType to:
                update.PromoteColumn(path, SparkTypes.ToIceberg(to.Type) as PrimitiveType
                    ?? throw new SqlError("Only the type of a primitive column can be changed. Fields of a struct are added, dropped and changed one by one: ALTER COLUMN a.b.", to.Type.Position));
                break;
            case ChangeComment comment:
                update.SetDoc(path, comment.Comment);
                break;
            case ChangeNullability { NotNull: true }:
                update.RequireColumn(path);
                break;
            case ChangeNullability:
                update.MakeOptional(path);
                break;
            case MoveColumn move:
                Move(update, column, move.Place);
                break;
            case ChangeDefault { Value: null }:
                update.SetWriteDefault(path, null);
                break;
            case ChangeDefault given:
                var field = Find(update, column) ?? throw new SqlError($"The table has no column '{column}'.", column.Position);
                update.SetWriteDefault(path, await ConstantExpressions.EvaluateAsync(context, given.Value!, field.Type, cancellationToken));
                break;
        }
    }

    private static void Move(UpdateSchema update, QualifiedName column, ColumnPlace place)
    {
        if (place.After is not { } after)
            update.MoveFirst(Path(column));
        else
            update.MoveAfter(Path(column), string.Join('.', column.Parts.SkipLast(1).Append(after)));
    }

    private static string[] Identifiers(Table table, SetIdentifierFields statement)
    {
        var named = statement.Fields.Select(Path).ToArray();
        if (!statement.Drop)
            return named;
        var schema = table.Metadata.CurrentSchema;
        var present = schema.IdentifierFieldIds.Select(id => schema.FullName(id)!).ToList();
        foreach (var (name, at) in named.Zip(statement.Fields))
            if (present.RemoveAll(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) == 0)
                throw new SqlError($"'{name}' is not an identifier field. There are: {(present.Count == 0 ? "none" : string.Join(", ", present))}.", at.Position);
        return [.. present];
    }

    private static NestedField? Find(UpdateSchema update, QualifiedName column) => update.Preview.FindField(Path(column), caseSensitive: false);

    private static string Path(QualifiedName column) => string.Join('.', column.Parts);

    private static Task At(QualifiedName column, Action change) => At(column, () =>
    {
        change();
        return Task.CompletedTask;
    });

    /// <summary>What is wrong with a change is told at the column's place in the script.</summary>
    private static async Task At(QualifiedName column, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (ValidationException e)
        {
            throw new SqlError(e.Message, column.Position, e);
        }
    }
}
