using Floe.Iceberg.Evolution;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Tests.Model;

/// <summary>What may happen to a table. Each does the same to the table and to its model.</summary>
internal static class Actions
{
    public static IReadOnlyList<(string Name, Func<ModelTable, Task> Run)> All { get; } =
    [
        ("append", AppendAsync),
        ("append against another writer", AppendTwiceAsync),
        ("delete rows", DeleteRowsAsync),
        ("delete rows", DeleteRowsAsync),
        ("upsert", UpsertAsync),
        ("delete files", DeleteFilesAsync),
        ("rewrite", RewriteAsync),
        ("rewrite manifests", RewriteManifestsAsync),
        ("expire", ExpireAsync),
        ("roll back", RollBackAsync),
        ("stage and publish", PublishAsync),
        ("change columns", ChangeColumnsAsync),
        ("change partitions", ChangePartitionsAsync),
        ("upgrade", UpgradeAsync),
    ];

    private static async Task AppendAsync(ModelTable model)
    {
        List<StoredRow> rows = [.. Enumerable.Range(0, model.Random.Next(1, 9)).Select(_ => model.NewRow())];
        var before = model.Rows;
        model.Committed(await model.Table.NewAppend().AddRange(model.Write(rows)).CommitAsync(ModelTable.Cancellation), before.Concat(rows));
    }

    private static async Task AppendTwiceAsync(ModelTable model)
    {
        var (mine, theirs) = (model.NewRow(), model.NewRow());
        List<DataFile> myFiles = [.. model.Write([mine])], theirFiles = [.. model.Write([theirs])];
        var before = model.Rows;
        var other = await model.OtherAsync();
        model.BeforeCommit(async () => model.Committed(await other.NewAppend().AddRange(theirFiles).CommitAsync(ModelTable.Cancellation), before.Append(theirs)));
        model.Committed(await model.Table.NewAppend().AddRange(myFiles).CommitAsync(ModelTable.Cancellation), before.Append(theirs).Append(mine));
    }

    /// <summary>By position: delete files in version 2, vectors in version 3.</summary>
    private static async Task DeleteRowsAsync(ModelTable model)
    {
        var chosen = new List<(FileScanTask Task, List<ReadRow> Rows)>();
        foreach (var task in await model.PlanAsync())
        {
            if (model.Random.Next(2) == 0) chosen.Add((task, [.. (await model.ReadAsync(task)).Where(_ => model.Random.Next(3) == 0)]));
        }
        chosen.RemoveAll(c => c.Rows.Count == 0);
        if (chosen.Count == 0) return;
        var gone = chosen.SelectMany(c => c.Rows).Select(r => r.Row.Uid).ToHashSet();
        var left = model.Rows.Where(r => !gone.Contains(r.Uid)).ToList();
        var delta = model.Table.NewRowDelta();
        if (model.Version >= 3)
        {
            var vectors = model.Table.NewDeletionVectors();
            foreach (var (task, rows) in chosen) vectors.Delete(task, rows.Select(r => r.Position));
            delta.AddDeletes(await vectors.WriteAsync(ModelTable.Cancellation, (file, data, _) => Task.FromResult(model.Store.Positions[file.Path].Where(p => p.File == data).Select(p => p.Position))));
        }
        else
        {
            foreach (var group in chosen.GroupBy(c => (c.Task.File.SpecId, c.Task.File.Partition))) delta.AddDeletes(PositionDeletes(model, group.Key.SpecId, group.Key.Partition, [.. group.SelectMany(c => c.Rows)]));
        }
        model.Committed(await delta.CommitAsync(ModelTable.Cancellation), left);
    }

    private static DataFile PositionDeletes(ModelTable model, int specId, PartitionTuple partition, IReadOnlyList<ReadRow> rows)
    {
        var path = model.Table.NewDataLocation();
        model.Store.Positions.Add(path, [.. rows.Select(r => (r.File.Path, r.Position))]);
        var only = rows.Select(r => r.File.Path).Distinct().ToList() is [var one] && model.Random.Next(2) == 0 ? one : null;
        return new DataFile { Content = FileContent.PositionDeletes, Path = path, RecordCount = rows.Count, FileSizeInBytes = rows.Count, SpecId = specId, Partition = partition, ReferencedDataFile = only };
    }

    /// <summary>By equality, as streaming writers do: rows of the key go, whichever they are, and a new one comes in the same commit.</summary>
    private static async Task UpsertAsync(ModelTable model)
    {
        var key = model.Random.Next(40);
        var row = model.NewRow(key);
        var field = model.Table.Metadata.CurrentSchema.FindField(ModelTable.IdField)!;
        var value = ModelTable.Number(field.Type, key);
        var left = model.Rows.Where(r => !Equals(Store.Project(r, field), value)).ToList();
        var delta = model.Table.NewRowDelta();
        foreach (var (specId, partition) in (await model.PlanAsync()).Select(t => (t.File.SpecId, t.File.Partition)).Distinct())
        {
            var path = model.Table.NewDataLocation();
            model.Store.Equality.Add(path, (field.Id, [value]));
            delta.AddDeletes(new DataFile { Content = FileContent.EqualityDeletes, Path = path, RecordCount = 1, FileSizeInBytes = 1, SpecId = specId, Partition = partition, EqualityIds = [field.Id] });
        }
        foreach (var file in model.Write([row])) delta.AddRows(file);
        model.Committed(await delta.CommitAsync(ModelTable.Cancellation), left.Append(row));
    }

    private static async Task DeleteFilesAsync(ModelTable model)
    {
        var gone = (await model.PlanAsync()).Where(_ => model.Random.Next(3) == 0).ToList();
        if (gone.Count == 0) return;
        var delete = model.Table.NewDelete();
        var uids = new HashSet<int>();
        foreach (var task in gone)
        {
            delete.Remove(task.File);
            uids.UnionWith(model.Store.Data[task.File.Path].Select(r => r.Uid));
        }
        // A rewritten row has its uid in the old file too, but only one of the two is live.
        var left = model.Rows.Where(r => !uids.Contains(r.Uid)).ToList();
        model.Committed(await delete.CommitAsync(ModelTable.Cancellation), left);
    }

    private static async Task RewriteAsync(ModelTable model)
    {
        var chosen = (await model.PlanAsync()).Where(_ => model.Random.Next(2) == 0).ToList();
        if (chosen.Count == 0 || model.Table.Metadata.CurrentSnapshot is not { } current) return;
        var rows = new List<StoredRow>();
        foreach (var task in chosen) rows.AddRange((await model.ReadAsync(task)).Select(r => r.Row with { RowId = r.RowId }));
        var rewrite = model.Table.NewRewrite().ValidateFrom(current.SnapshotId);
        if (model.Random.Next(2) == 0) rewrite.UseStartingSequenceNumber(current.SequenceNumber);
        foreach (var task in chosen) rewrite.Remove(task.File);
        foreach (var file in model.Write(rows)) rewrite.Add(file);
        var before = model.Rows;
        model.Committed(await rewrite.CommitAsync(ModelTable.Cancellation), before);
    }

    private static async Task RewriteManifestsAsync(ModelTable model)
    {
        if (model.Table.Metadata.CurrentSnapshot is null) return;
        var all = model.Random.Next(2) == 0;
        var before = model.Rows;
        model.Committed(await model.Table.NewRewriteManifests().Where(m => all || m.Content == ManifestContent.Data).CommitAsync(ModelTable.Cancellation), before);
    }

    private static async Task ExpireAsync(ModelTable model)
    {
        model.Time.Now += TimeSpan.FromDays(model.Random.Next(4));
        var expired = await model.Table.NewExpireSnapshots().RetainLast(model.Random.Next(1, 4)).OlderThan(model.Time.Now).CommitAsync(ModelTable.Cancellation);
        await model.DeleteAsync(expired);
    }

    private static async Task RollBackAsync(ModelTable model)
    {
        if (model.Table.Metadata.CurrentSnapshotId is not { } id) return;
        var history = model.Table.Metadata.History(id).ToList();
        await model.Table.NewManageSnapshots().RollbackTo(history[model.Random.Next(history.Count)].SnapshotId).CommitAsync(ModelTable.Cancellation);
        model.ForgetRowIds();
    }

    private static async Task PublishAsync(ModelTable model)
    {
        var (staged, row) = (model.NewRow(), model.NewRow());
        var before = model.Rows;
        var snapshot = await model.Table.NewAppend().StageOnly().AddRange(model.Write([staged])).CommitAsync(ModelTable.Cancellation);
        model.Committed(snapshot, before.Append(staged));
        if (model.Random.Next(2) == 0) model.Committed(await model.Table.NewAppend().AddRange(model.Write([row])).CommitAsync(ModelTable.Cancellation), before = [.. before, row]);
        model.Committed(await model.Table.CherryPickAsync(snapshot.SnapshotId, ModelTable.Cancellation), before.Append(staged));
    }

    private static async Task ChangeColumnsAsync(ModelTable model)
    {
        var table = model.Table.Metadata;
        var fields = table.CurrentSchema.Fields;
        var field = fields[model.Random.Next(fields.Count)];
        var update = model.Table.NewUpdateSchema();
        try
        {
            switch (model.Random.Next(5))
            {
                case 0:
                    update.AddColumn(new NewColumn($"c{table.LastColumnId}", PrimitiveType.Int) { Default = table.FormatVersion >= 3 && model.Random.Next(2) == 0 ? 7 : null });
                    break;
                case 1 when field.Id != ModelTable.IdField:
                    update.DeleteColumn(field.Name);
                    break;
                case 2 when field.Id != ModelTable.IdField:
                    update.RenameColumn(field.Name, $"r{model.Random.Next(1000)}");
                    break;
                case 3:
                    update.PromoteColumn(field.Name, field.Type.Kind switch { TypeKind.Int => PrimitiveType.Long, TypeKind.Float => PrimitiveType.Double, _ => PrimitiveType.Timestamp });
                    break;
                default:
                    update.MoveFirst(field.Name);
                    break;
            }
        }
        catch (ValidationException)
        {
            // What the table does not allow is no change.
        }
        await update.CommitAsync(ModelTable.Cancellation);
    }

    private static async Task ChangePartitionsAsync(ModelTable model)
    {
        var table = model.Table.Metadata;
        var update = model.Table.NewUpdatePartitionSpec();
        try
        {
            if (table.DefaultSpec.Fields.Count > 0 && model.Random.Next(2) == 0) update.RemoveField(table.DefaultSpec.Fields[0].Name);
            else if (model.Random.Next(2) == 0) update.AddField("id", new BucketTransform(model.Random.Next(2, 4)));
            else update.AddField("id", new TruncateTransform(10));
        }
        catch (ValidationException)
        {
            // What the table does not allow is no change.
        }
        await update.CommitAsync(ModelTable.Cancellation);
    }

    private static async Task UpgradeAsync(ModelTable model)
    {
        if (model.Version == 3) return;
        await model.Table.UpgradeFormatVersionAsync(3, ModelTable.Cancellation);
        model.ForgetRowIds();
    }
}
