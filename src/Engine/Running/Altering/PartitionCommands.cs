using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Evolution;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Altering;

internal static class PartitionCommands
{
    public static async Task<StatementOutcome> RunAsync(Table table, AlterTable statement, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        var update = table.NewUpdatePartitionSpec();
        switch (statement)
        {
            case AddPartitionField add:
                update.AddField(add.Field.Column, Transforms.Of(add.Field), add.Name);
                break;
            case DropPartitionField drop:
                Remove(table, update, drop.Field);
                break;
            case ReplacePartitionField replace:
                Remove(table, update, replace.Old);
                update.AddField(replace.New.Column, Transforms.Of(replace.New), replace.Name);
                break;
        }
        await update.CommitAsync(cancellationToken);
        return outcome with { Note = "files that are there stay as they are" };
    }

    /// <summary>A bare word is a partition field's name, or a column that the table is partitioned by.</summary>
    private static void Remove(Table table, UpdatePartitionSpec update, PartitionSyntax field)
    {
        var isBare = field is { Transform: "identity", Argument: null };
        if (isBare && table.Metadata.DefaultSpec.Fields.FirstOrDefault(known => known.Name.Equals(field.Column, StringComparison.OrdinalIgnoreCase)) is { } named && named.Transform is not VoidTransform)
            update.RemoveField(named.Name);
        else
            update.RemoveField(field.Column, Transforms.Of(field));
    }
}
