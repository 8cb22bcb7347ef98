using Floe.Engine.Inputs;
using Floe.Engine.Running;
using Floe.Engine.Writing;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Changes;

/// <summary>Writes the files of a row change and commits them, with the conflict checks of Iceberg's Spark integration for its kind and isolation.</summary>
internal sealed class ChangeCommit(ScriptContext context, StatementInputs inputs, ChangeKind kind, ChangeTarget target)
{
    /// <param name="replaced">Files that go.</param>
    /// <param name="sql">All rows that come: what remains of these files, and new rows; null for none.</param>
    public async Task<(Snapshot Snapshot, int Files)> CopyOnWriteAsync(IReadOnlyList<FileScanTask> replaced, string? sql, CancellationToken cancellationToken)
    {
        await using var written = await WriteAsync(sql, cancellationToken);
        var overwrite = target.Table.NewOverwrite().ValidateFrom(target.Plan.Snapshot?.SnapshotId).ValidateNoConflictingDeletes();
        if (kind.IsSerializable(target.Metadata))
            overwrite.ValidateNoConflictingData(target.Filter);
        foreach (var task in replaced)
            overwrite.Remove(task.File);
        foreach (var file in written?.Files ?? [])
            overwrite.Add(file);
        return (await Commits.ChangeAsync(context, overwrite, cancellationToken), written?.Files.Count ?? 0);
    }

    /// <param name="files">The files that lose rows.</param>
    /// <param name="sql">The rows that come; null for none.</param>
    public async Task<(Snapshot Snapshot, int Files)> MergeOnReadAsync(
        IReadOnlyList<FileScanTask> files, TouchedRows touched, string? sql, CancellationToken cancellationToken)
    {
        await using var written = await WriteAsync(sql, cancellationToken);
        await using var deletes = new StagedFiles(inputs, () => TableLocations.NewData(target.Metadata, "-deletes.parquet"));
        var delta = target.Table.NewRowDelta();
        if (target.Metadata.FormatVersion >= 3)
            delta.AddDeletes(await new VectorDeletes(context.Duck, inputs, target).WriteAsync(touched, cancellationToken));
        else
            await new FileDeletes(context.Duck, target).WriteAsync(files, touched, deletes, cancellationToken);
        await deletes.PublishAsync(cancellationToken);

        foreach (var file in deletes.Files)
            delta.AddDeletes(file);
        foreach (var file in written?.Files ?? [])
            delta.AddRows(file);
        delta.ValidateFrom(target.Plan.Snapshot?.SnapshotId).ValidateDataFilesExist(files.Select(task => task.File.Path));
        if (kind.KeepsRows)
            delta.ValidateNoConflictingDeletes(target.Filter);
        if (kind.IsSerializable(target.Metadata))
            delta.ValidateNoConflictingData(target.Filter);
        return (await Commits.ChangeAsync(context, delta, cancellationToken), (written?.Files.Count ?? 0) + deletes.Files.Count);
    }

    private async Task<StagedFiles?> WriteAsync(string? sql, CancellationToken cancellationToken)
    {
        if (sql is null)
            return null;
        var written = await new ParquetWriter(context.Duck, inputs).WriteAsync(target.Metadata, sql, target.KeepsLineage, cancellationToken);
        try
        {
            await RejectedRows.CheckAsync(context.Duck, inputs, context.Log, cancellationToken);
            await written.PublishAsync(cancellationToken);
            return written;
        }
        catch
        {
            await written.DisposeAsync();
            throw;
        }
    }
}
