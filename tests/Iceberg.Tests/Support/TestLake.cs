using Floe.Iceberg.Catalog;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Tests.Support;

/// <summary>A catalog and its files, for tests of operations.</summary>
internal sealed class TestLake : IDisposable
{
    private static readonly TableIdentifier Identifier = new("ns", "t");

    private readonly TimeProvider? _time;

    public TestLake(TimeProvider? time = null) => (Catalog, _time) = (new MemoryCatalog(Files, time), time);

    public static Schema People { get; } = new(0,
    [
        new NestedField(1, "id", Required: true, PrimitiveType.Long),
        NestedField.Optional(2, "name", PrimitiveType.String),
        NestedField.Optional(3, "born", PrimitiveType.Date),
    ]);

    public FolderFileIO Files { get; } = new();

    public MemoryCatalog Catalog { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Retries do not wait: what is tested is that they happen.</summary>
    public async Task<Table> CreateAsync(PartitionSpec? spec = null, params (string Key, string Value)[] properties)
    {
        var all = properties.ToDictionary(p => p.Key, p => p.Value);
        all.TryAdd(TableProperties.CommitMinRetryWaitMs, "0");
        var loaded = await Catalog.CreateTableAsync("ns", new CreateTableRequest("t", People, spec, Properties: all), Cancellation);
        return new Table(loaded, Catalog, Files, _time);
    }

    public Task<Table> LoadAsync() => Table.LoadAsync(Catalog, Identifier, Files, _time, Cancellation);

    public Task<IReadOnlyList<ManifestFile>> ManifestsAsync(Table table) => new ManifestStore(Files).ReadListAsync(table.Metadata.CurrentSnapshot, Cancellation);

    public static DataFile File(string name, long rows = 10, params object?[] partition) => new()
    {
        Path = $"s3://warehouse/t/data/{name}.parquet",
        RecordCount = rows,
        FileSizeInBytes = rows * 100,
        Partition = new PartitionTuple(partition),
    };

    public static async Task<IReadOnlyList<string>> NamesAsync(Table table)
    {
        var plan = await table.NewScan().PlanAsync(Cancellation);
        return [.. plan.Files.Select(f => System.IO.Path.GetFileNameWithoutExtension(f.File.Path)).Order(StringComparer.Ordinal)];
    }

    public void Dispose() => Files.Dispose();
}
