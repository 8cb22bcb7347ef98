using Floe.Engine.Inputs;
using Floe.Engine.Queries;
using Floe.Engine.Syntax;
using Floe.Engine.Tables;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running;

/// <summary>
/// Copy-on-write: files with matching rows are written anew without or with changed rows, and one commit puts the new files in the place of the
/// old ones. The commit fails if another writer changed any of them meanwhile.
/// </summary>
internal sealed class RowChange(ScriptContext context, Table table, StatementInputs inputs)
{
    public TargetRows Target { get; } = new(context.Duck, context.Binder, context.Tables, table.Metadata, inputs);

    /// <summary>The files that hold a row for which the condition is true, with the number of such rows.</summary>
    public async Task<IReadOnlyDictionary<FileScanTask, long>> FindAsync(ScanPlan plan, string alias, QuerySyntax? condition, CancellationToken cancellationToken)
    {
        await Target.UseAsync(plan, cancellationToken);
        var query = condition is null
            ? await Target.SelectAsync(alias, RowPlace.File, [], cancellationToken)
            : await Target.SelectAsync(alias, RowPlace.File + ",", [("(", condition, ") AS matched")], cancellationToken);
        var filter = condition is null ? "" : " WHERE matched";
        var byPath = await TasksByPathAsync(plan, cancellationToken);
        var counts = await context.Duck.QueryAsync(
            $"SELECT {RowPlace.File}, count(*) FROM ({query.Sql}) AS q{filter} GROUP BY ALL",
            reader => (Path: reader.GetString(0), Rows: reader.GetInt64(1)),
            cancellationToken);
        return counts.ToDictionary(count => byPath[count.Path], count => count.Rows);
    }

    /// <summary>Writes the replacement of files and commits it.</summary>
    /// <param name="sql">The rows of the new files, in the table's columns; null if nothing remains of the old ones.</param>
    public async Task<(Snapshot Snapshot, int Files)> ReplaceAsync(ScanPlan plan, IReadOnlyList<FileScanTask> replaced, string? sql, CancellationToken cancellationToken)
    {
        await using var written = sql is null ? null : await InsertCommand.WriteAsync(context, table, sql, inputs, cancellationToken);
        await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
        if (written is not null)
            await written.PublishAsync(cancellationToken);
        var overwrite = table.NewOverwrite().ValidateFrom(plan.Snapshot?.SnapshotId).ValidateNoConflictingData().ValidateNoConflictingDeletes();
        foreach (var task in replaced)
            overwrite.Remove(task.File);
        foreach (var file in written?.Files ?? [])
            overwrite.Add(file);
        return (await Commits.Sign(context, overwrite).CommitAsync(cancellationToken), written?.Files.Count ?? 0);
    }

    public Task<ScanPlan> PlanAsync(CancellationToken cancellationToken) => table.NewScan().PlanAsync(cancellationToken);

    private async Task<Dictionary<string, FileScanTask>> TasksByPathAsync(ScanPlan plan, CancellationToken cancellationToken)
    {
        var byPath = new Dictionary<string, FileScanTask>(StringComparer.Ordinal);
        foreach (var task in plan.Files)
            byPath[(await inputs.OpenAsync(task.File.Path, cancellationToken)).Path] = task;
        return byPath;
    }
}
