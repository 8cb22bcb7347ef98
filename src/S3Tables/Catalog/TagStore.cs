using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Tags of table buckets and tables.</summary>
public static class TagStore
{
    public const int MaxTags = 50;

    /// <summary>On a table bucket: <c>lenient</c> or <c>strict</c>, how closely its Iceberg REST catalog keeps to AWS's limits. To AWS it is a tag like others.</summary>
    public const string ProfileKey = "floe:profile";

    public static void Put(SqliteConnection connection, string ownerId, IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (key, value) in tags)
            connection.Execute(
                "INSERT INTO tag (owner_id, key, value) VALUES ($owner, $key, $value) ON CONFLICT DO UPDATE SET value = $value",
                ("$owner", ownerId), ("$key", key), ("$value", value));
        if (List(connection, ownerId).Count > MaxTags) throw CatalogException.Invalid($"A resource can have at most {MaxTags} tags.");
    }

    public static void Remove(SqliteConnection connection, string ownerId, IEnumerable<string> keys)
    {
        foreach (var key in keys) connection.Execute("DELETE FROM tag WHERE owner_id = $owner AND key = $key", ("$owner", ownerId), ("$key", key));
    }

    public static Dictionary<string, string> List(SqliteConnection connection, string ownerId) => connection
        .Query("SELECT key, value FROM tag WHERE owner_id = $owner ORDER BY key", row => (row.GetString(0), row.GetString(1)), ("$owner", ownerId))
        .ToDictionary();

    /// <summary>One tag of a table bucket.</summary>
    public static string? FindOfBucket(SqliteConnection connection, string bucketArn, string key) => connection.QueryScalar<string>(
        "SELECT t.value FROM table_bucket b JOIN tag t ON t.owner_id = b.id WHERE b.arn = $arn AND t.key = $key", ("$arn", bucketArn), ("$key", key));

    public static void Check(IReadOnlyDictionary<string, string> tags)
    {
        var constraints = new Constraints();
        foreach (var (key, value) in tags)
            constraints.Length(key, "tags", 1, 128).Required(value, $"tags.{key}").Length(value, $"tags.{key}", 0, 256);
        constraints.OneOf(tags.GetValueOrDefault(ProfileKey), $"tags.{ProfileKey}", "strict", "lenient").Check();
    }
}
