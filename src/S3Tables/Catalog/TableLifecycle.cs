using Floe.Iceberg.Spec;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Creates and drops tables together with the buckets that hold their files.</summary>
public sealed class TableLifecycle(Database database, S3Store store, MetadataFiles metadataFiles, CatalogOptions options, TimeProvider clock)
{
    /// <summary>
    /// Creates a table, its bucket and its first metadata, if any, in one transaction: there is no moment in which it exists by halves.
    /// </summary>
    /// <param name="request">What to create, and where.</param>
    /// <param name="firstMetadata">Makes the metadata for a warehouse location; null for a table without metadata.</param>
    /// <param name="settings">Writes what hangs on the new table, in the transaction that creates it.</param>
    /// <param name="cancellationToken">Cancels before the table is visible.</param>
    /// <exception cref="CatalogException">The namespace is missing, the name is taken, or the quota is used up.</exception>
    public async Task<Table> CreateAsync(
        NewTable request, Func<string, TableMetadata>? firstMetadata, Action<SqliteConnection, Table> settings, CancellationToken cancellationToken)
    {
        var parent = database.Read(connection => TableStore.CheckFree(connection, request.BucketArn, request.Namespace, request.Name));
        var table = Draft(request, parent);
        if (firstMetadata is null) return await database.WriteAsync(connection => Insert(connection, table, settings));

        var metadata = firstMetadata(table.WarehouseLocation);
        var stored = await metadataFiles.InstallAsync(
            table, metadata, (connection, location) => Insert(connection, table with { MetadataLocation = location }, settings), cancellationToken);
        return table with { MetadataLocation = stored.Location };
    }

    /// <summary>Drops the table and every file of it, for good.</summary>
    /// <exception cref="CatalogException">The table is missing, or its version is not <paramref name="versionToken"/>.</exception>
    public Task DropAsync(string bucketArn, string @namespace, string name, string? versionToken = null) => database.WriteAsync(connection =>
    {
        var table = TableStore.Get(connection, bucketArn, @namespace, name);
        TableStore.CheckVersion(table, versionToken);
        TableStore.Delete(connection, table);
        store.DropWarehouse(connection, table.Warehouse);
    });

    private Table Insert(SqliteConnection connection, Table table, Action<SqliteConnection, Table> settings)
    {
        // The namespace may be gone, or another one of this name, since the draft was made.
        table = table with { NamespaceId = NamespaceStore.Get(connection, table.BucketArn, table.Namespace).Id };
        TableStore.Create(connection, table, options.MaxTablesPerTableBucket);
        store.CreateWarehouse(connection, table.Warehouse);
        settings(connection, table);
        return table;
    }

    private Table Draft(NewTable request, Namespace parent)
    {
        var (id, now) = (Ids.New(), clock.GetUtcNow());
        return new(
            id, request.Name, parent.Name, parent.Id, parent.Bucket.Arn, parent.Bucket.Id, parent.Bucket.AccountId, Ids.NewWarehouse(id),
            MetadataLocation: null, Ids.NewVersionToken(), now, request.CreatedBy, now, request.CreatedBy);
    }
}
