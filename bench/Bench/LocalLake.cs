using System.Collections.Concurrent;
using Floe.Engine;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.Testing;

namespace Floe.Bench;

/// <summary>Tables in a folder under a catalog in this process: what a query costs without a server.</summary>
internal sealed class LocalLake : ICatalogProvider, ICatalog, IDisposable
{
    public const string CatalogName = "lake";

    private readonly ConcurrentDictionary<TableIdentifier, TableMetadata> _tables = new();
    private readonly TemporaryFolder _folder = new();
    private readonly LocalFileIO _files;

    public LocalLake()
    {
        _files = new LocalFileIO(_folder.Path);
        Runner = new SqlRunner(this, _files, new EngineOptions(), TimeProvider.System);
    }

    public SqlRunner Runner { get; }

    public Task<SqlScriptResult> RunAsync(string script, CancellationToken cancellationToken) =>
        Runner.RunAsync(new SqlScript(script, "bench.sql"), new SqlRunOptions { DefaultCatalog = CatalogName }, _ => { }, cancellationToken);

    /// <summary>The local paths of a table's data files.</summary>
    public async Task<IReadOnlyList<string>> PathsAsync(string table, CancellationToken cancellationToken)
    {
        var loaded = await LoadTableAsync(new TableIdentifier("ns", table), cancellationToken);
        var plan = await new Iceberg.Scan.TableScan(loaded.Metadata, _files).PlanAsync(cancellationToken);
        var paths = new List<string>();
        foreach (var task in plan.Files)
        {
            await using var file = await _files.OpenAsync(task.File.Path, cancellationToken);
            paths.Add(file.Path);
        }
        return paths;
    }

    public Task<ICatalog?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult<ICatalog?>(name == CatalogName ? this : null);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([CatalogName]);

    public Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(["ns"]);

    public Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken) => Task.FromResult(name == "ns");

    public Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public Task DropNamespaceAsync(string name, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TableIdentifier>>([.. _tables.Keys]);

    public Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken)
    {
        var identifier = new TableIdentifier(ns, request.Name);
        var metadata = TableMetadataBuilder.NewTable(request.Schema, request.PartitionSpec, request.WriteOrder, $"{_files.Location}/{request.Name}", request.Properties, TableMetadata.DefaultFormatVersion);
        if (!_tables.TryAdd(identifier, metadata)) throw new AlreadyExistsException($"Table already exists: {identifier}");
        return LoadTableAsync(identifier, cancellationToken);
    }

    public Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken) => _tables.TryGetValue(identifier, out var metadata)
        ? Task.FromResult(new LoadedTable(identifier, null, metadata, new Dictionary<string, string>()))
        : throw new NoSuchTableException($"Table does not exist: {identifier}");

    public Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken) => Task.FromResult(_tables.ContainsKey(identifier));

    public Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken)
    {
        var current = _tables[identifier];
        foreach (var requirement in requirements) requirement.Check(current);
        var changed = updates.Aggregate(TableMetadataBuilder.From(current), (builder, update) => builder.Apply(update)).Build();
        if (!_tables.TryUpdate(identifier, changed, current)) throw new CommitFailedException("Another writer was faster.");
        return LoadTableAsync(identifier, cancellationToken);
    }

    public Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken)
    {
        _tables.TryRemove(identifier, out _);
        return Task.CompletedTask;
    }

    public Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken) => throw new NotSupportedException("The bench renames no table.");

    public void Dispose() => _folder.Dispose();
}
