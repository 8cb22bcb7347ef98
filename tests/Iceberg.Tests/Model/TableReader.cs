using Floe.Iceberg.Deletes;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Tests.Model;

/// <summary>Reads a table as an engine does: a plan of the library, files from the store, deletes applied row by row.</summary>
internal sealed class TableReader(Store store)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<List<ReadRow>> ReadAsync(Table table, TableScan scan)
    {
        var plan = await scan.PlanAsync(Cancellation);
        var vectors = new DeletionVectorReader(table.IO);
        var rows = new List<ReadRow>();
        foreach (var task in plan.Files) rows.AddRange(await ReadAsync(table, vectors, task));
        return rows;
    }

    public async Task<List<ReadRow>> ReadAsync(Table table, FileScanTask task) => [.. await ReadAsync(table, new DeletionVectorReader(table.IO), task)];

    private async Task<IEnumerable<ReadRow>> ReadAsync(Table table, DeletionVectorReader vectors, FileScanTask task)
    {
        var rows = store.Data[task.File.Path];
        Assert.Equal(task.File.RecordCount, rows.Count);
        var deleted = new HashSet<long>();
        var conditions = new List<(NestedField Field, HashSet<object> Values)>();
        foreach (var file in task.Deletes)
        {
            if (file.IsDeletionVector) deleted.UnionWith((await vectors.ReadAsync(file, Cancellation)).Positions);
            else if (file.Content == FileContent.PositionDeletes) deleted.UnionWith(store.Positions[file.Path].Where(p => p.File == task.File.Path).Select(p => p.Position));
            else conditions.Add(Condition(table.Metadata, store.Equality[file.Path]));
        }
        return rows.Select((row, i) => new ReadRow(row, task.File, i))
            .Where(r => !deleted.Contains(r.Position) && !conditions.Any(c => Store.Project(r.Row, c.Field) is { } value && c.Values.Contains(value)));
    }

    private static (NestedField Field, HashSet<object> Values) Condition(TableMetadata table, (int FieldId, IReadOnlyList<object?> Values) deletes)
    {
        var field = table.CurrentSchema.FindField(deletes.FieldId) ?? table.Schemas.Reverse().Select(s => s.FindField(deletes.FieldId)).First(f => f is not null)!;
        // Values of a delete file are promoted as those of a data file.
        return (field, [.. deletes.Values.Select(v => Store.Project(new StoredRow(0, new Dictionary<int, object?> { [field.Id] = v }), field)!)]);
    }
}

/// <param name="Position">In its file.</param>
internal sealed record ReadRow(StoredRow Row, DataFile File, long Position)
{
    /// <summary>Version 3: by the file's first row id, unless a rewrite kept the row's own.</summary>
    public long? RowId => Row.RowId ?? (File.FirstRowId is { } first ? first + Position : null);
}
