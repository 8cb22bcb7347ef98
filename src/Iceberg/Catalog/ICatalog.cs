using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Catalog;

/// <summary>Finds tables by name and swaps their metadata. Every method may throw <see cref="CatalogException"/>s; those named here are part of its contract.</summary>
public interface ICatalog
{
    Task<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken);

    /// <exception cref="AlreadyExistsException">The namespace exists.</exception>
    Task CreateNamespaceAsync(string name, IReadOnlyDictionary<string, string>? properties, CancellationToken cancellationToken);

    Task<bool> NamespaceExistsAsync(string name, CancellationToken cancellationToken);

    /// <exception cref="NoSuchNamespaceException">There is no such namespace.</exception>
    Task<IReadOnlyDictionary<string, string>> LoadNamespacePropertiesAsync(string name, CancellationToken cancellationToken);

    /// <exception cref="NoSuchNamespaceException">There is no such namespace.</exception>
    /// <exception cref="NamespaceNotEmptyException">It has tables.</exception>
    Task DropNamespaceAsync(string name, CancellationToken cancellationToken);

    /// <exception cref="NoSuchNamespaceException">There is no such namespace.</exception>
    Task<IReadOnlyList<TableIdentifier>> ListTablesAsync(string ns, CancellationToken cancellationToken);

    /// <exception cref="AlreadyExistsException">The table exists.</exception>
    /// <exception cref="NoSuchNamespaceException">There is no such namespace.</exception>
    Task<LoadedTable> CreateTableAsync(string ns, CreateTableRequest request, CancellationToken cancellationToken);

    /// <exception cref="NoSuchTableException">There is no such table.</exception>
    Task<LoadedTable> LoadTableAsync(TableIdentifier identifier, CancellationToken cancellationToken);

    Task<bool> TableExistsAsync(TableIdentifier identifier, CancellationToken cancellationToken);

    /// <summary>Applies all updates, or none of them.</summary>
    /// <exception cref="CommitFailedException">A requirement does not hold: refresh and try again.</exception>
    /// <exception cref="CommitStateUnknownException">Nobody knows whether the updates are applied.</exception>
    /// <exception cref="NoSuchTableException">There is no such table.</exception>
    Task<LoadedTable> CommitTableAsync(
        TableIdentifier identifier, IReadOnlyList<UpdateRequirement> requirements, IReadOnlyList<MetadataUpdate> updates, CancellationToken cancellationToken);

    /// <param name="purge">Delete the table's files as well. S3 Tables does only that.</param>
    /// <exception cref="NoSuchTableException">There is no such table.</exception>
    Task DropTableAsync(TableIdentifier identifier, bool purge, CancellationToken cancellationToken);

    /// <exception cref="NoSuchTableException">There is no such table.</exception>
    /// <exception cref="AlreadyExistsException">A table of the new name exists.</exception>
    Task RenameTableAsync(TableIdentifier from, TableIdentifier to, CancellationToken cancellationToken);
}
