using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Tables in the database. <see cref="CompareAndSwap"/> is the only way a table's state moves on.</summary>
public static class TableStore
{
    private const string Select = """
        SELECT t.id, t.name, n.name, n.id, b.arn, b.id, b.account, t.warehouse, t.metadata_location, t.version_token,
               t.created_at, t.created_by, t.modified_at, t.modified_by, r.source_arn
        FROM catalog_table t JOIN namespace n ON n.id = t.namespace_id JOIN table_bucket b ON b.id = t.bucket_id
        LEFT JOIN replica r ON r.table_id = t.id
        """;

    /// <summary>Orders a listing over all namespaces; NUL cannot occur in names.</summary>
    private const string ListingKey = "n.name || char(0) || t.name";

    public static void Create(SqliteConnection connection, Table table, int quota)
    {
        CheckFree(connection, table.BucketArn, table.Namespace, table.Name);
        var count = connection.QueryScalar<long>("SELECT count(*) FROM catalog_table WHERE bucket_id = $bucket", ("$bucket", table.BucketId));
        if (count >= quota)
            throw new CatalogException(CatalogError.QuotaExceeded, $"You have attempted to create more than the {quota} tables that a table bucket's quota allows.");
        connection.Execute(
            """
            INSERT INTO catalog_table (id, bucket_id, namespace_id, name, warehouse, metadata_location, version_token,
                                       created_at, created_by, modified_at, modified_by)
            VALUES ($id, $bucket, $namespace, $name, $warehouse, $metadata, $token, $created, $createdBy, $modified, $modifiedBy)
            """,
            ("$id", table.Id), ("$bucket", table.BucketId), ("$namespace", table.NamespaceId), ("$name", table.Name), ("$warehouse", table.Warehouse),
            ("$metadata", table.MetadataLocation), ("$token", table.VersionToken), ("$created", table.CreatedAt.ToMicroseconds()),
            ("$createdBy", table.CreatedBy), ("$modified", table.ModifiedAt.ToMicroseconds()), ("$modifiedBy", table.ModifiedBy));
    }

    /// <summary>The namespace a new table of this name would be in.</summary>
    /// <exception cref="CatalogException">The table bucket or namespace is missing, or the name is taken.</exception>
    public static Namespace CheckFree(SqliteConnection connection, string bucketArn, string @namespace, string name)
    {
        var parent = NamespaceStore.Get(connection, bucketArn, @namespace);
        return Find(connection, bucketArn, @namespace, name) is null
            ? parent
            : throw new CatalogException(CatalogError.TableExists, "A table with an identical name already exists in the namespace.");
    }

    public static Table? Find(SqliteConnection connection, string bucketArn, string @namespace, string name) => connection.QueryFirst(
        $"{Select} WHERE b.arn = $arn AND n.name = $namespace AND t.name = $name", Map, ("$arn", bucketArn), ("$namespace", @namespace), ("$name", name));

    /// <exception cref="CatalogException">Which of table bucket, namespace or table is missing.</exception>
    public static Table Get(SqliteConnection connection, string bucketArn, string @namespace, string name)
    {
        if (Find(connection, bucketArn, @namespace, name) is { } table) return table;
        NamespaceStore.Get(connection, bucketArn, @namespace);
        throw CatalogException.TableMissing();
    }

    public static Table GetById(SqliteConnection connection, string id) =>
        FindById(connection, id) ?? throw CatalogException.TableMissing();

    public static Table? FindById(SqliteConnection connection, string id) => connection.QueryFirst($"{Select} WHERE t.id = $id", Map, ("$id", id));

    public static Table GetByArn(SqliteConnection connection, Client.TableArn arn)
    {
        TableBucketStore.Get(connection, arn.Bucket.ToString());
        return FindByArn(connection, arn) ?? throw CatalogException.TableMissing();
    }

    public static Table? FindByArn(SqliteConnection connection, Client.TableArn arn) => connection.QueryFirst(
        $"{Select} WHERE t.id = $id AND b.arn = $arn", Map, ("$id", arn.TableId), ("$arn", arn.Bucket.ToString()));

    /// <summary>The replica of a table in a table bucket.</summary>
    public static Table? FindReplica(SqliteConnection connection, string sourceArn, string bucketArn) => connection.QueryFirst(
        $"{Select} WHERE r.source_arn = $source AND b.arn = $arn", Map, ("$source", sourceArn), ("$arn", bucketArn));

    /// <summary>The table whose files are in this bucket.</summary>
    public static Table? FindByWarehouse(SqliteConnection connection, string warehouse) =>
        connection.QueryFirst($"{Select} WHERE t.warehouse = $warehouse", Map, ("$warehouse", warehouse));

    /// <summary>A table by its id, or all tables of a table bucket by its.</summary>
    public static List<Table> ListOf(SqliteConnection connection, string ownerId) =>
        connection.Query($"{Select} WHERE t.id = $owner OR t.bucket_id = $owner", Map, ("$owner", ownerId));

    /// <summary>By namespace and name; all namespaces where <paramref name="namespace"/> is null.</summary>
    public static Page<Table> List(SqliteConnection connection, string bucketArn, string? @namespace, PageRequest page)
    {
        var bucket = TableBucketStore.Get(connection, bucketArn);
        if (@namespace is not null) NamespaceStore.Get(connection, bucketArn, @namespace);
        var rows = connection.Query(
            $"""
            {Select} WHERE t.bucket_id = $bucket AND ($namespace IS NULL OR n.name = $namespace) AND substr(t.name, 1, length($prefix)) = $prefix
            AND {ListingKey} > $after ORDER BY {ListingKey} LIMIT $limit
            """, Map,
            ("$bucket", bucket.Id), ("$namespace", @namespace), ("$prefix", page.Prefix ?? ""), ("$after", page.After ?? ""), ("$limit", page.Size + 1));
        return page.Cut(rows, table => $"{table.Namespace}\0{table.Name}");
    }

    /// <summary>
    /// Moves the table to a new metadata location if its version token is still the expected one. Shared by UpdateTableMetadataLocation,
    /// commits through Iceberg REST, maintenance and replication, so that they see each other; all but the last by <see cref="TableSwap"/>.
    /// </summary>
    /// <exception cref="CatalogException">The table has moved on (<see cref="CatalogError.VersionTokenMismatch"/>) or is gone.</exception>
    public static Table CompareAndSwap(
        SqliteConnection connection, string tableId, string expectedVersionToken, string newMetadataLocation, string modifiedBy, DateTimeOffset now)
    {
        var swapped = connection.Execute(
            """
            UPDATE catalog_table SET metadata_location = $location, version_token = $token, modified_at = $now, modified_by = $by
            WHERE id = $id AND version_token = $expected
            """,
            ("$id", tableId), ("$expected", expectedVersionToken), ("$location", newMetadataLocation), ("$token", Ids.NewVersionToken()),
            ("$now", now.ToMicroseconds()), ("$by", modifiedBy));
        var table = GetById(connection, tableId);
        return swapped == 1 ? table : throw CatalogException.VersionTokenMismatch();
    }

    /// <summary>Gives the table another name, in the same or another namespace of its table bucket. A rename is a new version of the table.</summary>
    public static void Rename(SqliteConnection connection, Table table, string newNamespace, string newName, string modifiedBy, DateTimeOffset now)
    {
        if (NamespaceStore.Find(connection, TableBucketStore.Get(connection, table.BucketArn), newNamespace) is not { } target)
            throw new CatalogException(CatalogError.NamespaceMissing, "The specified destination namespace does not exist.");
        CheckFree(connection, table.BucketArn, newNamespace, newName);
        connection.Execute(
            """
            UPDATE catalog_table SET namespace_id = $namespace, name = $name, version_token = $token, modified_at = $now, modified_by = $by
            WHERE id = $id
            """,
            ("$id", table.Id), ("$namespace", target.Id), ("$name", newName), ("$token", Ids.NewVersionToken()),
            ("$now", now.ToMicroseconds()), ("$by", modifiedBy));
    }

    public static void Delete(SqliteConnection connection, Table table)
    {
        SettingStore.DeleteAll(connection, table.Id);
        connection.Execute("DELETE FROM replica WHERE table_id = $id", ("$id", table.Id));
        connection.Execute("DELETE FROM replication_state WHERE source_id = $id", ("$id", table.Id));
        connection.Execute("DELETE FROM catalog_table WHERE id = $id", ("$id", table.Id));
    }

    /// <exception cref="CatalogException">A version token is given and is not the table's.</exception>
    public static void CheckVersion(Table table, string? versionToken)
    {
        if (versionToken is not null && versionToken != table.VersionToken) throw CatalogException.VersionTokenMismatch();
    }

    private static Table Map(SqlRow row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7),
        row.GetStringOrNull(8), row.GetString(9), row.GetTime(10), row.GetString(11), row.GetTime(12), row.GetString(13))
    {
        SourceTableArn = row.GetStringOrNull(14),
    };
}
