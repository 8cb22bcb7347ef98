using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Altering;

/// <summary>Branches and tags.</summary>
internal static class ReferenceCommands
{
    public static Task<StatementOutcome> RunAsync(Table table, AlterTable statement, StatementOutcome outcome, CancellationToken cancellationToken) =>
        statement is PutReference put ? PutAsync(table, put, outcome, cancellationToken) : DropAsync(table, (DropReference)statement, outcome, cancellationToken);

    private static async Task<StatementOutcome> PutAsync(Table table, PutReference statement, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        var (type, name) = (statement.Type, statement.Name);
        var existing = table.Metadata.Refs.GetValueOrDefault(name);
        if (existing is not null && statement.IfNotExists)
            return outcome with { Note = $"{Word(type)} {name} exists already" };
        if (existing is not null && !statement.Replace)
            throw new SqlError($"The {Word(existing.Type)} '{name}' exists already. Use CREATE OR REPLACE, or IF NOT EXISTS.", statement.Position);
        if (existing is null && !statement.Create)
            throw new SqlError($"The table has no {Word(type)} '{name}'. Use CREATE {Word(type).ToUpperInvariant()}.", statement.Position);
        var snapshot = statement.Version ?? table.Metadata.CurrentSnapshotId
            ?? throw new SqlError($"The table has no snapshot that a {Word(type)} could name. Write a row first.", statement.Position);
        var change = table.NewManageSnapshots();
        _ = (existing, type) switch
        {
            (null, SnapshotRefType.Branch) => change.CreateBranch(name, snapshot),
            (null, _) => change.CreateTag(name, snapshot),
            (_, SnapshotRefType.Branch) => change.ReplaceBranch(name, snapshot),
            _ => change.ReplaceTag(name, snapshot),
        };
        if (statement.Retain is { } retain)
            change.SetMaxRefAge(name, retain);
        if (statement.MinSnapshots is { } snapshots)
            change.SetMinSnapshotsToKeep(name, snapshots);
        if (statement.MaxAge is { } age)
            change.SetMaxSnapshotAge(name, age);
        await change.CommitAsync(cancellationToken);
        return outcome with { Note = $"{Word(type)} {name} at snapshot {snapshot}" };
    }

    private static async Task<StatementOutcome> DropAsync(Table table, DropReference statement, StatementOutcome outcome, CancellationToken cancellationToken)
    {
        if (!table.Metadata.Refs.ContainsKey(statement.Name))
            return statement.IfExists
                ? outcome with { Note = "there is none" }
                : throw new SqlError($"The table has no {Word(statement.Type)} '{statement.Name}'. Use DROP {Word(statement.Type).ToUpperInvariant()} IF EXISTS.", statement.Position);
        var change = table.NewManageSnapshots();
        _ = statement.Type == SnapshotRefType.Branch ? change.RemoveBranch(statement.Name) : change.RemoveTag(statement.Name);
        await change.CommitAsync(cancellationToken);
        return outcome;
    }

    private static string Word(SnapshotRefType type) => type == SnapshotRefType.Branch ? "branch" : "tag";
}
