using System.Collections.Concurrent;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Engine.Tests.Support;

/// <summary>A catalog in memory with the rules of a real one: requirements are checked and updates applied by the library's own builder.</summary>
internal sealed class MemoryCatalog(string warehouse) : ICatalog
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<TableIdentifier, TableMetadata> _tables = [];
    private readonly Lock _lock = new();

    /// <summary>Called before each commit is applied, for tests of races.</summary>
    public ConcurrentQueue<Action> BeforeCommit { get; } = new();

    public void Add(TableIdentifier identifier, TableMetadata metadata)
    {
        _namespaces.TryAdd(identifier.Namespace, new Dictionary<string, string>());
        _tables[identifier] = metadata;
    }

    public Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _namespaces.Keys.Order(StringComparer.Ordinal)]);

    public Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken) =>
        _namespaces.TryAdd(name, properties ?? new Dictionary<string, string>()) ? Task.CompletedTask : throw new AlreadyExistsException($"Namespace already exists: {name}");

    public Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_namespaces.ContainsKey(name));

    public Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(_namespaces.TryGetValue(name, out var properties) ? properties : throw new NoSuchNamespaceException($"Namespace does not exist: {name}"));

    public Task DropNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        if (_tables.Keys.Any(table => table.Namespace == name))
            throw new NamespaceNotEmptyException($"Namespace {name} is not empty");
        return _namespaces.Remove(name) ? Task.CompletedTask : throw new NoSuchNamespaceException($"Namespace does not exist: {name}");
    }

    public Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken) => _namespaces.ContainsKey(ns)
        ? Task.FromResult<IReadOnlyList<TableIdentifier>>([.. _tables.Keys.Where(table => table.Namespace == ns).OrderBy(table => table.Name, StringComparer.Ordinal)])
        : throw new NoSuchNamespaceException($"Namespace does not exist: {ns}");

    public Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken)
    {
        var identifier = new TableIdentifier(ns, request.Name);
        if (!_namespaces.ContainsKey(ns))
            throw new NoSuchNamespaceException($"Namespace does not exist: {ns}");
        if (_tables.ContainsKey(identifier))
            throw new AlreadyExistsException($"Table already exists: {identifier}");
        var version = request.Properties?.GetInt(TableProperties.FormatVersion, TableMetadata.DefaultFormatVersion) ?? TableMetadata.DefaultFormatVersion;
        var location = $"s3://{warehouse}/{Guid.NewGuid():N}";
        _tables[identifier] = TableMetadataBuilder.NewTable(request.Schema, request.PartitionSpec, request.WriteOrder, location, request.Properties, version);
        return LoadTableAsync(identifier, cancellationToken);
    }

    public Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken) => _tables.TryGetValue(identifier, out var metadata)
        ? Task.FromResult(new LoadedTable(identifier, $"{metadata.Location}/metadata/00000-test.metadata.json", metadata, new Dictionary<string, string>()))
        : throw new NoSuchTableException($"Table does not exist: {identifier}");

    public Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken) => Task.FromResult(_tables.ContainsKey(identifier));

    public Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken)
    {
        if (BeforeCommit.TryDequeue(out var action))
            action();
        lock (_lock)
        {
            if (!_tables.TryGetValue(identifier, out var current))
                throw new NoSuchTableException($"Table does not exist: {identifier}");
            foreach (var requirement in requirements)
                requirement.Check(current);
            var builder = updates.Aggregate(TableMetadataBuilder.From(current), (builder, update) => builder.Apply(update));
            _tables[identifier] = builder.Build();
        }
        return LoadTableAsync(identifier, cancellationToken);
    }

    public Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken) =>
        _tables.Remove(identifier) ? Task.CompletedTask : throw new NoSuchTableException($"Table does not exist: {identifier}");

    public Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken)
    {
        if (!_tables.TryGetValue(from, out var metadata))
            throw new NoSuchTableException($"Table does not exist: {from}");
        if (!_tables.TryAdd(to, metadata))
            throw new AlreadyExistsException($"Table already exists: {to}");
        _tables.Remove(from);
        return Task.CompletedTask;
    }
}
