using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Authorization.Resources;
using Floe.S3Tables.Client;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>The catalog as the authorizer sees it: a table bucket or table with its policies and tags, read in one transaction.</summary>
internal sealed class PolicyStore(Database database) : IPolicyStore
{
    public StoredResource? Find(Target target) => database.Read(connection => target switch
    {
        TableTarget(var bucket, var @namespace, var name) =>
            OfBucket(connection, bucket.ToString(), TableStore.Find(connection, bucket.ToString(), @namespace, name)),
        TableArnTarget(var arn) => OfBucket(connection, arn.Bucket.ToString(), TableStore.FindByArn(connection, arn)),
        TableBucketTarget(var arn, _) => OfBucket(connection, arn.ToString(), table: null),
        WarehouseTarget(var warehouse) => OfWarehouse(connection, warehouse),
        _ => null,
    });

    private static StoredResource? OfWarehouse(SqliteConnection connection, string warehouse)
    {
        if (TableStore.FindByWarehouse(connection, warehouse) is { } table) return OfBucket(connection, table.BucketArn, table);
        // A table that is staged has no policy of its own yet.
        return StagedTableStore.FindBucketArn(connection, warehouse) is { } arn ? OfBucket(connection, arn, table: null) : null;
    }

    private static StoredResource? OfBucket(SqliteConnection connection, string arn, Table? table) => TableBucketStore.Find(connection, arn) is not { } bucket
        ? null
        : new(TableBucketArn.Parse(arn), PolicyOf(connection, bucket.Id), table is null ? null : OfTable(connection, table))
        {
            BucketTags = TagStore.List(connection, bucket.Id),
        };

    private static StoredTable OfTable(SqliteConnection connection, Table table) =>
        new(TableArn.Parse(table.Arn), table.Namespace, table.Name, PolicyOf(connection, table.Id)) { Tags = TagStore.List(connection, table.Id) };

    private static string? PolicyOf(SqliteConnection connection, string ownerId) =>
        SettingStore.Find(connection, ownerId, SettingKind.Policy, CatalogJson.Default.String);
}
