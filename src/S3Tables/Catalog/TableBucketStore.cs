using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Table buckets in the database. Writes run in the writer's transaction, so what they check stays true.</summary>
public static class TableBucketStore
{
    private const string Select = "SELECT id, arn, name, account, created_at FROM table_bucket";

    public static TableBucket Create(SqliteConnection connection, TableBucket bucket, int quota)
    {
        if (Find(connection, bucket.Arn) is not null)
            throw new CatalogException(CatalogError.BucketExists, "The bucket that you tried to create already exists, and you own it.");
        var count = connection.QueryScalar<long>("SELECT count(*) FROM table_bucket WHERE account = $account", ("$account", bucket.AccountId));
        if (count >= quota)
            throw new CatalogException(CatalogError.QuotaExceeded, $"You have attempted to create more than the {quota} table buckets that your quota allows.");
        connection.Execute(
            "INSERT INTO table_bucket (id, arn, name, account, created_at) VALUES ($id, $arn, $name, $account, $now)",
            ("$id", bucket.Id), ("$arn", bucket.Arn), ("$name", bucket.Name), ("$account", bucket.AccountId), ("$now", bucket.CreatedAt.ToMicroseconds()));
        return bucket;
    }

    public static TableBucket? Find(SqliteConnection connection, string arn) =>
        connection.QueryFirst($"{Select} WHERE arn = $arn", Map, ("$arn", arn));

    public static TableBucket Get(SqliteConnection connection, string arn) => Find(connection, arn) ?? throw CatalogException.BucketMissing();

    public static Page<TableBucket> List(SqliteConnection connection, string account, PageRequest page) => page.Cut(
        connection.Query(
            $"{Select} WHERE account = $account AND substr(name, 1, length($prefix)) = $prefix AND name > $after ORDER BY name LIMIT $limit", Map,
            ("$account", account), ("$prefix", page.Prefix ?? ""), ("$after", page.After ?? ""), ("$limit", page.Size + 1)),
        bucket => bucket.Name);

    public static void Delete(SqliteConnection connection, string arn)
    {
        var bucket = Get(connection, arn);
        if (connection.QueryScalar<long>("SELECT count(*) FROM namespace WHERE bucket_id = $id", ("$id", bucket.Id)) > 0)
            throw new CatalogException(CatalogError.BucketNotEmpty, "The bucket that you tried to delete is not empty.");
        SettingStore.DeleteAll(connection, bucket.Id);
        connection.Execute("DELETE FROM table_bucket WHERE id = $id", ("$id", bucket.Id));
    }

    private static TableBucket Map(SqlRow row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTime(4));
}
