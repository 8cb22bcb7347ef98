using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Engine.Running;

/// <summary>
/// A catalog in which a table looks as if it were replaced already. What is committed to it is committed together with the replacement. That needs nothing
/// of the table but that it is the same one and has given no field id since: files were written under the ids of the replacement.
/// </summary>
internal sealed class ReplacingCatalog(ICatalog inner, TableMetadata original, IReadOnlyList<MetadataUpdate> replacement) : ICatalog
{
    public LoadedTable Stage(LoadedTable loaded) => loaded with { Metadata = TableMetadataBuilder.From(loaded.Metadata).Apply(replacement).Build() };

    public async Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken) =>
        Stage(await inner.LoadTableAsync(identifier, cancellationToken));

    public Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken) =>
        inner.CommitTableAsync(
            identifier,
            [new AssertTableUuid(original.TableUuid), new AssertLastAssignedFieldId(original.LastColumnId), new AssertLastAssignedPartitionId(original.LastPartitionId)],
            [.. replacement, .. updates],
            cancellationToken);

    public Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken) => inner.TableExistsAsync(identifier, cancellationToken);

    public Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken) => inner.CreateTableAsync(ns, request, cancellationToken);

    public Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken) => inner.DropTableAsync(identifier, purge, cancellationToken);

    public Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken) => inner.RenameTableAsync(from, to, cancellationToken);

    public Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken) => inner.ListTablesAsync(ns, cancellationToken);

    public Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) => inner.ListNamespacesAsync(cancellationToken);

    public Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken) => inner.NamespaceExistsAsync(name, cancellationToken);

    public Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken) => inner.CreateNamespaceAsync(name, properties, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken) => inner.LoadNamespacePropertiesAsync(name, cancellationToken);

    public Task DropNamespaceAsync(string name, CancellationToken cancellationToken) => inner.DropNamespaceAsync(name, cancellationToken);
}
