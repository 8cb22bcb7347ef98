using Floe.Iceberg.Catalog;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Model;

/// <summary>A table and, beside it, what it should hold: the plain set of its rows after every snapshot.</summary>
internal sealed class ModelTable : IDisposable
{
    public const int IdField = 1;

    private static readonly Schema Start = new(0,
    [
        new NestedField(IdField, "id", Required: true, PrimitiveType.Int),
        NestedField.Optional(2, "name", PrimitiveType.String),
        NestedField.Optional(3, "score", PrimitiveType.Float),
        NestedField.Optional(4, "born", PrimitiveType.Date),
    ]);

    private readonly TestLake _lake;
    private readonly TableReader _reader;
    private readonly Dictionary<int, long> _rowIds = [];
    private int _lastUid;

    private ModelTable(TestLake lake, ManualTime time, Table table, Random random)
    {
        (_lake, Time, Table, Random) = (lake, time, table, random);
        _reader = new TableReader(Store);
    }

    public Random Random { get; }

    public ManualTime Time { get; }

    public Store Store { get; } = new();

    public Table Table { get; }

    /// <summary>The rows there should be after each snapshot.</summary>
    public Dictionary<long, IReadOnlyList<StoredRow>> Snapshots { get; } = [];

    public IReadOnlyList<StoredRow> Rows => Table.Metadata.CurrentSnapshotId is { } id ? Snapshots[id] : [];

    public int Version => Table.Metadata.FormatVersion;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ModelTable> CreateAsync(int seed)
    {
        var random = new Random(seed);
        var time = new ManualTime();
        var lake = new TestLake(time);
        var properties = new Dictionary<string, string>
        {
            [TableProperties.FormatVersion] = random.Next(2) == 0 ? "2" : "3",
            [TableProperties.CommitMinRetryWaitMs] = "0",
            [TableProperties.ManifestMinMergeCount] = $"{random.Next(2, 5)}",
            [TableProperties.ManifestTargetSizeBytes] = $"{random.Next(3_000, 30_000)}",
        };
        PartitionSpec? spec = random.Next(3) switch
        {
            0 => new PartitionSpec(0, [new PartitionField(2, null, "name", new IdentityTransform())]),
            1 => new PartitionSpec(0, [new PartitionField(IdField, null, "id_bucket", new BucketTransform(3)), new PartitionField(4, null, "born_month", new MonthTransform())]),
            _ => null,
        };
        var loaded = await lake.Catalog.CreateTableAsync("ns", new CreateTableRequest("t", Start, spec, Properties: properties), TestContext.Current.CancellationToken);
        return new ModelTable(lake, time, new Table(loaded, lake.Catalog, lake.Files, time), random);
    }

    public void Dispose() => _lake.Dispose();

    /// <summary>Another writer's view of the table.</summary>
    public Task<Table> OtherAsync() => _lake.LoadAsync();

    public void BeforeCommit(Func<Task> action) => _lake.Catalog.BeforeCommit = action;

    public async Task DeleteAsync(ExpiredFiles expired)
    {
        foreach (var path in expired.All) Store.Delete(path);
        await expired.DeleteAsync(_lake.Files, Cancellation);
    }

    public StoredRow NewRow(int? id = null)
    {
        var values = Table.Metadata.CurrentSchema.Fields.ToDictionary(f => f.Id, f => f.Id == IdField ? Number(f.Type, id ?? Random.Next(40)) : Value(f));
        return new StoredRow(++_lastUid, values);
    }

    public static object Number(IcebergType type, int number) => type.Kind == TypeKind.Long ? (object)(long)number : number;

    /// <summary>Files with the rows, one for each partition of the current spec.</summary>
    public IEnumerable<DataFile> Write(IEnumerable<StoredRow> rows)
    {
        var table = Table.Metadata;
        var schema = table.CurrentSchema;
        foreach (var group in rows.GroupBy(r => Partition(table, r)).ToList())
        {
            var path = Table.NewDataLocation();
            StoredRow[] stored = [.. group];
            Store.Data.Add(path, stored);
            yield return new DataFile { Path = path, RecordCount = stored.Length, FileSizeInBytes = stored.Length, SpecId = table.DefaultSpecId, Partition = group.Key }
                .WithMetrics(schema, table.Properties, schema.Fields.Select(f => Metrics(f, stored)));
        }
    }

    public void Committed(Snapshot snapshot, IEnumerable<StoredRow> rows) => Snapshots[snapshot.SnapshotId] = [.. rows];

    public Task<List<ReadRow>> ReadAsync(FileScanTask task) => _reader.ReadAsync(Table, task);

    public async Task<IReadOnlyList<FileScanTask>> PlanAsync() => (await Table.NewScan().PlanAsync(Cancellation)).Files;

    /// <summary>What is read is what the model has: now, in every snapshot that is left, and by a filter.</summary>
    public async Task CheckAsync()
    {
        var fields = Table.Metadata.CurrentSchema.Fields;
        var read = await _reader.ReadAsync(Table, Table.NewScan());
        Assert.Equal(Rows.Select(r => Text(r, fields)).Order(StringComparer.Ordinal), read.Select(r => Text(r.Row, fields)).Order(StringComparer.Ordinal));

        foreach (var snapshot in Table.Metadata.Snapshots)
        {
            var then = await _reader.ReadAsync(Table, Table.NewScan().UseSnapshot(snapshot.SnapshotId));
            Assert.Equal(Snapshots[snapshot.SnapshotId].Select(r => r.Uid).Order(), then.Select(r => r.Row.Uid).Order());
        }

        var id = Table.Metadata.CurrentSchema.FindField(IdField)!;
        var limit = Random.Next(40);
        var below = await _reader.ReadAsync(Table, Table.NewScan().Where(Predicate.Less("id", (long)limit)));
        Assert.Equal(
            Rows.Where(r => IsBelow(r, id, limit)).Select(r => r.Uid).Order(),
            below.Where(r => IsBelow(r.Row, id, limit)).Select(r => r.Row.Uid).Order());
        if (Version >= 3) CheckRowIds(read);
        CheckTotals();
    }

    private static bool IsBelow(StoredRow row, NestedField id, int limit) => Convert.ToInt64(Store.Project(row, id), System.Globalization.CultureInfo.InvariantCulture) < limit;

    /// <summary>A row keeps its id, and no other row has it.</summary>
    private void CheckRowIds(List<ReadRow> rows)
    {
        if (Table.Metadata.CurrentSnapshot?.FirstRowId is null) return;
        Assert.Equal(rows.Count, rows.Select(r => r.RowId!.Value).Distinct().Count());
        Assert.All(rows, r => Assert.InRange(r.RowId!.Value, 0, Table.Metadata.NextRowId - 1));
        foreach (var row in rows)
        {
            if (!_rowIds.TryAdd(row.Row.Uid, row.RowId!.Value)) Assert.Equal(_rowIds[row.Row.Uid], row.RowId!.Value);
        }
    }

    /// <summary>Ids are given again after an upgrade, and on a branch that went back before it.</summary>
    public void ForgetRowIds() => _rowIds.Clear();

    private void CheckTotals()
    {
        if (Table.Metadata.CurrentSnapshot is not { } current) return;
        Assert.True(long.Parse(current.Summary[SummaryKeys.TotalRecords], System.Globalization.CultureInfo.InvariantCulture) >= Rows.Count);
    }

    private object? Value(NestedField field)
    {
        if (!field.Required && Random.Next(4) == 0) return null;
        var number = Random.Next(6);
        return field.Type.Kind switch
        {
            TypeKind.Int or TypeKind.Date => number * 20,
            TypeKind.Long => (long)number,
            TypeKind.Float => number + 0.5f,
            TypeKind.Double => number + 0.25,
            TypeKind.Timestamp => number * 86_400_000_000L * 20,
            _ => $"n{number}",
        };
    }

    private static PartitionTuple Partition(TableMetadata table, StoredRow row) => new([.. table.DefaultSpec.Fields.Select(f =>
    {
        var source = table.CurrentSchema.FindField(f.SourceId)!;
        return f.Transform.Apply(source.Type, Store.Project(row, source));
    })]);

    private static ColumnMetrics Metrics(NestedField field, StoredRow[] rows)
    {
        var values = rows.Select(r => Store.Project(r, field)).ToList();
        var present = values.OfType<object>().Order(Comparer<object>.Create(IcebergValue.Compare)).ToList();
        return new ColumnMetrics(field.Id, 1, values.Count, values.Count - present.Count, 0, present.FirstOrDefault(), present.LastOrDefault());
    }

    private static string Text(StoredRow row, IEnumerable<NestedField> fields) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Uid}: {string.Join(", ", fields.Select(f => $"{f.Name}={Store.Project(row, f) ?? "null"}"))}");
}
