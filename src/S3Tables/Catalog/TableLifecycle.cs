using Floe.Iceberg.Spec;
using Floe.S3Tables.Http;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Creates and drops tables together with the buckets that hold their files.</summary>
public sealed class TableLifecycle(Database database, Warehouses warehouses, MetadataFiles metadataFiles, CatalogOptions options, TimeProvider clock)
{
    /// <summary>
    /// Creates a table. Its first metadata, if any, is stored before the table can be seen, so there is no moment in which it exists without.
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
        if (firstMetadata is null) return await InsertAsync(table, settings, createWarehouse: true);

        var metadata = firstMetadata(table.WarehouseLocation);
        await database.WriteAsync(connection => warehouses.Create(connection, table.Warehouse));
        try
        {
            var location = await metadataFiles.WriteAsync(table, metadata, cancellationToken);
            return await InsertAsync(table with { MetadataLocation = location }, settings, createWarehouse: false);
        }
        catch
        {
            await database.WriteAsync(connection => warehouses.Drop(connection, table.Warehouse));
            throw;
        }
    }

    /// <summary>Drops the table and every file of it, for good.</summary>
    /// <exception cref="CatalogException">The table is missing, or its version is not <paramref name="versionToken"/>.</exception>
    public Task DropAsync(string bucketArn, string @namespace, string name, string? versionToken = null) => database.WriteAsync(connection =>
    {
        var table = TableStore.Get(connection, bucketArn, @namespace, name);
        TableStore.CheckVersion(table, versionToken);
        TableStore.Delete(connection, table);
        warehouses.Drop(connection, table.Warehouse);
    });

    private Task<Table> InsertAsync(Table table, Action<SqliteConnection, Table> settings, bool createWarehouse) => database.WriteAsync(connection =>
    {
        // The namespace may be gone since the draft was made.
        NamespaceStore.Get(connection, table.BucketArn, table.Namespace);
        TableStore.Create(connection, table, options.MaxTablesPerTableBucket);
        if (createWarehouse) warehouses.Create(connection, table.Warehouse);
        settings(connection, table);
        return table;
    });

    private Table Draft(NewTable request, Namespace parent)
    {
        var (id, now) = (Ids.New(), clock.GetUtcNow());
        return new(
            id, request.Name, parent.Name, parent.Id, parent.Bucket.Arn, parent.Bucket.Id, parent.Bucket.AccountId, Ids.NewWarehouse(id),
            MetadataLocation: null, Ids.NewVersionToken(), now, request.CreatedBy, now, request.CreatedBy);
    }
}
