using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Tables that are prepared and not there yet, by the bucket that has their files.</summary>
public static class StagedTableStore
{
    /// <summary>Longer than any job that is still going to commit.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public static void Add(SqliteConnection connection, Table table) => connection.Execute(
        """
        INSERT INTO staged_table (warehouse, id, bucket_arn, namespace, name, staged_at)
        VALUES ($warehouse, $id, $arn, $namespace, $name, $now)
        """,
        ("$warehouse", table.Warehouse), ("$id", table.Id), ("$arn", table.BucketArn), ("$namespace", table.Namespace), ("$name", table.Name),
        ("$now", table.CreatedAt.ToMicroseconds()));

    /// <summary>The id that the table was given when it was staged.</summary>
    /// <exception cref="CatalogException">No table of this place is staged with this bucket.</exception>
    public static string GetId(SqliteConnection connection, string warehouse, TablePlace place) =>
        connection.QueryScalar<string>(
            "SELECT id FROM staged_table WHERE warehouse = $warehouse AND bucket_arn = $arn AND namespace = $namespace AND name = $name",
            ("$warehouse", warehouse), ("$arn", place.BucketArn), ("$namespace", place.Namespace), ("$name", place.Name))
        ?? throw CatalogException.Invalid(
            $"No table {place.Namespace}.{place.Name} is staged at s3://{warehouse}. Stage it first (stage-create: true) and commit with the location it is given.");

    /// <summary>The table bucket that a staged table of this bucket is to be in.</summary>
    public static string? FindBucketArn(SqliteConnection connection, string warehouse) =>
        connection.QueryScalar<string>("SELECT bucket_arn FROM staged_table WHERE warehouse = $warehouse", ("$warehouse", warehouse));

    public static void Remove(SqliteConnection connection, string warehouse, TablePlace place)
    {
        GetId(connection, warehouse, place);
        connection.Execute("DELETE FROM staged_table WHERE warehouse = $warehouse", ("$warehouse", warehouse));
    }

    /// <summary>Forgets what was never committed.</summary>
    /// <returns>The buckets that are to go.</returns>
    public static IReadOnlyList<string> RemoveExpired(SqliteConnection connection, DateTimeOffset now) => connection.Query(
        "DELETE FROM staged_table WHERE staged_at < $oldest RETURNING warehouse", row => row.GetString(0), ("$oldest", (now - Lifetime).ToMicroseconds()));
}
