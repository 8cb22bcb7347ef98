using System.Text.Json;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Namespaces in the database.</summary>
public static class NamespaceStore
{
    private const string Select = "SELECT id, name, properties, created_at, created_by FROM namespace";

    public static Namespace Create(
        SqliteConnection connection, string bucketArn, string name, IReadOnlyDictionary<string, string> properties, string createdBy, DateTimeOffset now)
    {
        var bucket = TableBucketStore.Get(connection, bucketArn);
        if (Find(connection, bucket, name) is not null)
            throw new CatalogException(CatalogError.NamespaceExists, "A namespace with an identical name already exists in the bucket.");
        var created = new Namespace(Ids.New(), bucket, name, properties, now, createdBy);
        connection.Execute(
            """
            INSERT INTO namespace (id, bucket_id, name, properties, created_at, created_by)
            VALUES ($id, $bucket, $name, $properties, $now, $by)
            """,
            ("$id", created.Id), ("$bucket", bucket.Id), ("$name", name), ("$properties", Write(properties)), ("$now", now.ToMicroseconds()), ("$by", createdBy));
        return created;
    }

    public static Namespace? Find(SqliteConnection connection, TableBucket bucket, string name) =>
        connection.QueryFirst($"{Select} WHERE bucket_id = $bucket AND name = $name", row => Map(row, bucket), ("$bucket", bucket.Id), ("$name", name));

    public static Namespace Get(SqliteConnection connection, string bucketArn, string name) =>
        Find(connection, TableBucketStore.Get(connection, bucketArn), name) ?? throw CatalogException.NamespaceMissing();

    public static Page<Namespace> List(SqliteConnection connection, string bucketArn, PageRequest page)
    {
        var bucket = TableBucketStore.Get(connection, bucketArn);
        var rows = connection.Query(
            $"{Select} WHERE bucket_id = $bucket AND substr(name, 1, length($prefix)) = $prefix AND name > $after ORDER BY name LIMIT $limit", row => Map(row, bucket),
            ("$bucket", bucket.Id), ("$prefix", page.Prefix ?? ""), ("$after", page.After ?? ""), ("$limit", page.Size + 1));
        return page.Cut(rows, item => item.Name);
    }

    public static void SetProperties(SqliteConnection connection, Namespace item, IReadOnlyDictionary<string, string> properties) =>
        connection.Execute("UPDATE namespace SET properties = $properties WHERE id = $id", ("$id", item.Id), ("$properties", Write(properties)));

    public static void Delete(SqliteConnection connection, string bucketArn, string name)
    {
        var item = Get(connection, bucketArn, name);
        if (connection.QueryScalar<long>("SELECT count(*) FROM catalog_table WHERE namespace_id = $id", ("$id", item.Id)) > 0)
            throw new CatalogException(CatalogError.NamespaceNotEmpty, "The namespace that you tried to delete is not empty.");
        connection.Execute("DELETE FROM namespace WHERE id = $id", ("$id", item.Id));
    }

    private static Namespace Map(SqlRow row, TableBucket bucket) =>
        new(row.GetString(0), bucket, row.GetString(1), Read(row.GetString(2)), row.GetTime(3), row.GetString(4));

    private static string Write(IReadOnlyDictionary<string, string> properties) =>
        JsonSerializer.Serialize(properties, CatalogJson.Default.IReadOnlyDictionaryStringString);

    private static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize(json, CatalogJson.Default.IReadOnlyDictionaryStringString)!;
}
