using Floe.Iceberg.Spec;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Replication;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Creates and drops tables together with the buckets that hold their files.</summary>
public sealed class TableLifecycle(
    Database database, S3Store store, MetadataFiles metadataFiles, ReplicationQueue replication, CatalogOptions options, TimeProvider clock)
{
    /// <summary>
    /// Creates a table, its bucket and its first metadata, if any, in one transaction: there is no moment in which it exists by halves.
    /// </summary>
    /// <param name="place">Where to create it.</param>
    /// <param name="firstMetadata">Makes the metadata for a warehouse location; null for a table without metadata.</param>
    /// <param name="settings">Writes what hangs on the new table, in the transaction that creates it.</param>
    /// <param name="cancellationToken">Cancels before the table is visible.</param>
    /// <exception cref="CatalogException">The namespace is missing, the name is taken, or the quota is used up.</exception>
    public async Task<Table> CreateAsync(
        TablePlace place, Func<string, TableMetadata>? firstMetadata, Action<SqliteConnection, Table> settings, CancellationToken cancellationToken)
    {
        var parent = database.Read(connection => TableStore.CheckFree(connection, place.BucketArn, place.Namespace, place.Name));
        var table = Draft(place, parent, Ids.New());
        if (firstMetadata is null) return await database.WriteAsync(connection => Insert(connection, table, settings));

        var stored = await InstallFirstAsync(table, firstMetadata, settings, (_, _) => { }, cancellationToken);
        return table with { MetadataLocation = stored.Location };
    }

    /// <summary>Creates a table with its first metadata and returns that.</summary>
    /// <param name="place">Where to create it.</param>
    /// <param name="firstMetadata">Makes the metadata for a warehouse location.</param>
    /// <param name="done">Runs in the transaction that creates the table.</param>
    /// <param name="cancellationToken">Cancels before the table is visible.</param>
    /// <exception cref="CatalogException">The namespace is missing, the name is taken, or the quota is used up.</exception>
    public Task<StoredMetadata> CreateAsync(
        TablePlace place, Func<string, TableMetadata> firstMetadata, Action<SqliteConnection, StoredMetadata> done, CancellationToken cancellationToken)
    {
        var parent = database.Read(connection => TableStore.CheckFree(connection, place.BucketArn, place.Namespace, place.Name));
        return InstallFirstAsync(Draft(place, parent, Ids.New()), firstMetadata, static (_, _) => { }, done, cancellationToken);
    }

    /// <summary>Makes a table of a metadata file that is there.</summary>
    /// <param name="place">The table's place.</param>
    /// <param name="metadataLocation">The file; it stays where it is.</param>
    /// <param name="done">Runs in the transaction that creates the table.</param>
    /// <param name="cancellationToken">Cancels before the table is visible.</param>
    /// <exception cref="CatalogException">The namespace is missing, the name is taken, or the quota is used up.</exception>
    /// <exception cref="Iceberg.Catalog.BadRequestException">The location does not lead to table metadata.</exception>
    public async Task<StoredMetadata> RegisterAsync(
        TablePlace place, string metadataLocation, Action<SqliteConnection, StoredMetadata> done, CancellationToken cancellationToken)
    {
        var parent = database.Read(connection => TableStore.CheckFree(connection, place.BucketArn, place.Namespace, place.Name));
        var table = Draft(place, parent, Ids.New()) with { MetadataLocation = metadataLocation };
        var stored = await metadataFiles.LoadAsync(table, cancellationToken);
        await database.WriteAsync(connection =>
        {
            Insert(connection, table, static (_, _) => { });
            done(connection, stored);
        });
        return stored;
    }

    /// <summary>
    /// Prepares a table: there is a bucket for its files, so that a job can write them before the commit that makes the table. What is
    /// never committed goes after <see cref="StagedTableStore.Lifetime"/>.
    /// </summary>
    /// <param name="place">The table's place.</param>
    /// <param name="done">Runs in the transaction that stages it.</param>
    /// <exception cref="CatalogException">The namespace is missing, or the name is taken.</exception>
    public async Task<Table> StageAsync(TablePlace place, Action<SqliteConnection, Table> done)
    {
        var parent = database.Read(connection => TableStore.CheckFree(connection, place.BucketArn, place.Namespace, place.Name));
        var table = Draft(place, parent, Ids.New());
        await database.WriteAsync(connection =>
        {
            foreach (var warehouse in StagedTableStore.RemoveExpired(connection, clock.GetUtcNow())) store.DropWarehouse(connection, warehouse);
            store.CreateWarehouse(connection, table.Warehouse);
            StagedTableStore.Add(connection, table);
            done(connection, table);
        });
        return table;
    }

    /// <summary>Makes a staged table real.</summary>
    /// <param name="place">The table's place.</param>
    /// <param name="metadata">Its first metadata, in the bucket that staging gave it.</param>
    /// <param name="done">Runs in the transaction that creates the table.</param>
    /// <param name="cancellationToken">Cancels before the table is visible.</param>
    /// <exception cref="CatalogException">Nothing is staged there, the namespace is missing, or the name has been taken meanwhile.</exception>
    public async Task<StoredMetadata> CreateStagedAsync(
        TablePlace place, TableMetadata metadata, Action<SqliteConnection, StoredMetadata> done, CancellationToken cancellationToken)
    {
        var warehouse = metadata.Location.Replace("s3://", "");
        var table = database.Read(connection =>
        {
            var parent = TableStore.CheckFree(connection, place.BucketArn, place.Namespace, place.Name);
            return Draft(place, parent, StagedTableStore.GetId(connection, warehouse, place)) with { Warehouse = warehouse };
        });
        return await metadataFiles.InstallAsync(
            table, metadata,
            (connection, stored) =>
            {
                StagedTableStore.Remove(connection, warehouse, place);
                InsertRow(connection, table with { MetadataLocation = stored.Location });
                done(connection, stored);
            },
            cancellationToken);
    }

    /// <summary>Drops the table and every file of it, for good.</summary>
    /// <exception cref="CatalogException">The table is missing, or its version is not <paramref name="versionToken"/>.</exception>
    public Task DropAsync(string bucketArn, string @namespace, string name, string? versionToken, Action<SqliteConnection> done) => database.WriteAsync(connection =>
    {
        var table = TableStore.Get(connection, bucketArn, @namespace, name);
        TableStore.CheckVersion(table, versionToken);
        TableStore.Delete(connection, table);
        store.DropWarehouse(connection, table.Warehouse);
        done(connection);
    });

    private Task<StoredMetadata> InstallFirstAsync(
        Table table, Func<string, TableMetadata> firstMetadata, Action<SqliteConnection, Table> settings, Action<SqliteConnection, StoredMetadata> done,
        CancellationToken cancellationToken) => metadataFiles.InstallAsync(
            table, firstMetadata(table.WarehouseLocation),
            (connection, stored) =>
            {
                Insert(connection, table with { MetadataLocation = stored.Location }, settings);
                done(connection, stored);
            },
            cancellationToken);

    private Table Insert(SqliteConnection connection, Table table, Action<SqliteConnection, Table> settings)
    {
        table = InsertRow(connection, table);
        store.CreateWarehouse(connection, table.Warehouse);
        settings(connection, table);
        return table;
    }

    private Table InsertRow(SqliteConnection connection, Table table)
    {
        // The namespace may be gone, or another one of this name, since the draft was made.
        table = table with { NamespaceId = NamespaceStore.Get(connection, table.BucketArn, table.Namespace).Id };
        TableStore.Create(connection, table, options.MaxTablesPerTableBucket);
        replication.Add(connection, table);
        return table;
    }

    private Table Draft(TablePlace place, Namespace parent, string id)
    {
        var now = clock.GetUtcNow();
        return new(
            id, place.Name, parent.Name, parent.Id, parent.Bucket.Arn, parent.Bucket.Id, parent.Bucket.AccountId, Ids.NewWarehouse(id),
            MetadataLocation: null, Ids.NewVersionToken(), now, place.By, now, place.By);
    }
}
