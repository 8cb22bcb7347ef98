using Floe.Engine.Catalogs;
using Floe.Engine.Changes;
using Floe.Engine.Inputs;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;
using Floe.Engine.Tables;
using Floe.Engine.Writing;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>INSERT: rows go from the query into staged Parquet, then the files become objects, then one commit names them.</summary>
internal static class InsertCommand
{
    public static async Task<StatementOutcome> RunAsync(ScriptContext context, Insert statement, CancellationToken cancellationToken)
    {
        await using var inputs = context.NewInputs();
        var (name, branch) = await BranchName.OfAsync(context.Names, statement.Table, cancellationToken);
        var reference = await context.Names.ResolveTableAsync(name, cancellationToken);
        var loaded = await TableViews.LoadAsync(reference, statement.Table.Position, cancellationToken);
        var table = new Table(loaded, reference.Catalog, context.Files, context.Time);
        CheckBranch(statement, reference, branch, table.Metadata);
        var outcome = new StatementOutcome(statement.Overwrite ? "INSERT OVERWRITE" : "INSERT INTO", reference.ToString());

        var partition = StaticPartition.Of(statement, table.Metadata);
        var values = InsertedDefaults.Replace(statement.Query, partition.Given(statement));
        var query = await context.Binder.BindAsync(partition.Complete(values), inputs, cancellationToken);
        var sql = await InsertProjection.OfAsync(context.Duck, query, table.Metadata.CurrentSchema, partition.Columns(statement), statement.ByName, cancellationToken);
        await using var written = await WriteAsync(context, table, sql, inputs, cancellationToken);
        var rejected = await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
        await written.PublishAsync(cancellationToken);
        var snapshot = statement.Overwrite
            ? await OverwriteAsync(context, table, partition, written.Files, cancellationToken)
            : await Commits.AppendAsync(context, table, written.Files, cancellationToken, branch);
        return outcome with { Rows = written.Rows, Files = written.Files.Count, SnapshotId = snapshot.SnapshotId, RejectedRows = rejected };
    }

    private static void CheckBranch(Insert statement, TableReference reference, string? branch, TableMetadata metadata)
    {
        if (branch is null)
            return;
        if (statement.Overwrite)
            throw new SqlError("INSERT OVERWRITE cannot write to a branch. INSERT INTO can.", statement.Table.Position);
        if (metadata.Refs.GetValueOrDefault(branch) is not { Type: SnapshotRefType.Branch })
            throw new SqlError($"The table {reference} has no branch '{branch}'. Use ALTER TABLE ... CREATE BRANCH first.", statement.Table.Position);
    }

    /// <summary>Fills a new table with the rows of a query.</summary>
    public static async Task<StatementOutcome> AppendAsync(
        ScriptContext context, StatementOutcome outcome, Table table, BoundQuery query, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var sql = await InsertProjection.OfAsync(context.Duck, query, table.Metadata.CurrentSchema, [], byName: false, cancellationToken);
        await using var written = await WriteAsync(context, table, sql, inputs, cancellationToken);
        var rejected = await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
        await written.PublishAsync(cancellationToken);
        var snapshot = await Commits.AppendAsync(context, table, written.Files, cancellationToken);
        return outcome with { Rows = written.Rows, Files = written.Files.Count, SnapshotId = snapshot.SnapshotId, RejectedRows = rejected };
    }

    private static Task<StagedFiles> WriteAsync(ScriptContext context, Table table, string sql, StatementInputs inputs, CancellationToken cancellationToken) =>
        new ParquetWriter(context.Duck, inputs).WriteAsync(table.Metadata, sql, withLineage: false, cancellationToken);

    /// <summary>What goes is the whole table, the partition that the statement names, or in dynamic mode the partitions that get rows (Spark's rules).</summary>
    private static async Task<Snapshot> OverwriteAsync(
        ScriptContext context, Table table, StaticPartition partition, IReadOnlyList<DataFile> files, CancellationToken cancellationToken)
    {
        var isDynamic = context.IsDynamicOverwrite && table.Metadata.DefaultSpec.Fields.Count(field => field.Transform is not VoidTransform) > partition.Values.Count;
        if (!isDynamic && partition.Values.Count == 0)
            return await Commits.OverwriteAsync(context, table, files, cancellationToken);
        var overwrite = isDynamic
            ? await PartitionOverwrite.DynamicAsync(table, files, cancellationToken)
            : await PartitionOverwrite.StaticAsync(table, await partition.EvaluateAsync(context, cancellationToken), cancellationToken);
        foreach (var file in files)
            overwrite.Add(file);
        return await Commits.ChangeAsync(context, overwrite, cancellationToken);
    }
}
