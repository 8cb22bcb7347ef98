using System.Collections.Concurrent;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Tests.Support;

/// <summary>A catalog that does with a commit what a server does: check, build, store the metadata file, swap.</summary>
internal sealed class MemoryCatalog(IFileIO io, TimeProvider? time = null) : ICatalog
{
    private readonly ConcurrentDictionary<TableIdentifier, LoadedTable> _tables = [];
    private readonly Lock _lock = new();

    /// <summary>Runs before each commit: the place for another writer to be faster.</summary>
    public Func<Task>? BeforeCommit { get; set; }

    /// <summary>Runs after each commit is done: the place for an answer to get lost.</summary>
    public Action? AfterCommit { get; set; }

    public int Commits { get; private set; }

    public Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(["ns"]);

    public Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken) => throw new AlreadyExistsException($"Namespace {name} exists");

    public Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken) => Task.FromResult(name == "ns");

    public Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public Task DropNamespaceAsync(string name, CancellationToken cancellationToken) => throw new NamespaceNotEmptyException($"Namespace {name} is not empty");

    public Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TableIdentifier>>([.. _tables.Keys]);

    public async Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken)
    {
        var version = request.Properties?.GetInt(TableProperties.FormatVersion, TableMetadata.DefaultFormatVersion) ?? TableMetadata.DefaultFormatVersion;
        var metadata = TableMetadataBuilder.NewTable(request.Schema, request.PartitionSpec, request.WriteOrder, $"s3://warehouse/{request.Name}", request.Properties, version, time);
        var location = await StoreAsync(metadata, 0, cancellationToken);
        var identifier = new TableIdentifier(ns, request.Name);
        return _tables[identifier] = new LoadedTable(identifier, location, metadata, new Dictionary<string, string>());
    }

    public Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken) =>
        Task.FromResult(_tables.TryGetValue(identifier, out var table) ? table : throw new NoSuchTableException($"Table {identifier} does not exist"));

    public Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken) => Task.FromResult(_tables.ContainsKey(identifier));

    public async Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken)
    {
        if (BeforeCommit is { } hook)
        {
            BeforeCommit = null;
            await hook();
        }
        var current = await LoadTableAsync(identifier, cancellationToken);
        foreach (var requirement in requirements) requirement.Check(current.Metadata);
        var metadata = TableMetadataBuilder.From(current.Metadata, time).Apply(updates).Build(current.MetadataLocation);
        if (ReferenceEquals(metadata, current.Metadata)) return current;

        var location = await StoreAsync(metadata, (TableLocations.VersionOf(current.MetadataLocation!) ?? 0) + 1, cancellationToken);
        var next = current with { Metadata = metadata, MetadataLocation = location };
        lock (_lock)
        {
            if (!_tables.TryUpdate(identifier, next, current)) throw new CommitFailedException($"Table {identifier} was changed");
            Commits++;
        }
        AfterCommit?.Invoke();
        return next;
    }

    public Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken)
    {
        _tables.TryRemove(identifier, out _);
        return Task.CompletedTask;
    }

    public Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken) => throw new AlreadyExistsException($"Table {to} exists");

    /// <summary>Metadata goes through its file form, so that every test is also one of it.</summary>
    private async Task<string> StoreAsync(TableMetadata metadata, int version, CancellationToken cancellationToken)
    {
        var location = TableLocations.NewMetadata(metadata, version);
        var bytes = TableLocations.IsGzip(metadata) ? TableMetadataJson.SerializeCompressed(metadata) : TableMetadataJson.Serialize(metadata);
        await io.WriteAsync(location, bytes, cancellationToken);
        Assert.Equal(TableMetadataJson.Serialize(metadata), TableMetadataJson.Serialize(TableMetadataJson.Parse(bytes, location)));
        return location;
    }
}
