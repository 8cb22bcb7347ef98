using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The statements on what lies below the current objects: older versions and delete markers, by sequence the newest first.</summary>
internal static class VersionRows
{
    public const string Columns = $"{ObjectRows.Columns}, sequence";

    /// <summary>Puts a version on top of a key's older ones.</summary>
    public static void Push(SqliteConnection connection, long bucket, ObjectInfo info, bool isDeleteMarker)
    {
        var (attributes, crc64) = AttributeColumns.Write(info.Attributes);
        connection.Execute($"""
            INSERT INTO object_version (bucket, {Columns})
            SELECT $bucket, $key, $file, $size, $etag, $modified, $attributes, $version, $crc64, 1 + coalesce(max(sequence), 0)
            FROM object_version WHERE bucket = $bucket AND key = $key
            """,
            ("$bucket", bucket), ("$key", info.Key), ("$file", isDeleteMarker ? default(long?) : info.ContentId), ("$size", info.Size), ("$etag", info.ETag),
            ("$modified", info.Modified.ToUnixTimeMilliseconds()), ("$attributes", attributes), ("$version", info.VersionId), ("$crc64", crc64));
    }

    public static ObjectVersion? Top(SqliteConnection connection, long bucket, string key) => connection.QueryFirst(
        $"SELECT {Columns} FROM object_version WHERE bucket = $bucket AND key = $key ORDER BY sequence DESC LIMIT 1", Map, ("$bucket", bucket), ("$key", key));

    /// <param name="connection">Inside a transaction.</param>
    /// <param name="bucket">The bucket's id.</param>
    /// <param name="key">The key.</param>
    /// <param name="version">Null for the null version.</param>
    public static ObjectVersion? Find(SqliteConnection connection, long bucket, string key, string? version) => connection.QueryFirst(
        $"SELECT {Columns} FROM object_version WHERE bucket = $bucket AND key = $key AND version IS $version", Map, ("$bucket", bucket), ("$key", key), ("$version", version));

    public static void Remove(SqliteConnection connection, long bucket, ObjectVersion version) => connection.Execute(
        "DELETE FROM object_version WHERE bucket = $bucket AND key = $key AND sequence = $sequence",
        ("$bucket", bucket), ("$key", version.Object.Key), ("$sequence", version.Sequence));

    public static void SetAttributes(SqliteConnection connection, long bucket, ObjectVersion version, ObjectAttributes attributes)
    {
        var (json, crc64) = AttributeColumns.Write(attributes);
        connection.Execute(
            "UPDATE object_version SET attributes = $attributes, crc64 = $crc64 WHERE bucket = $bucket AND key = $key AND sequence = $sequence",
            ("$bucket", bucket), ("$key", version.Object.Key), ("$sequence", version.Sequence), ("$attributes", json), ("$crc64", crc64));
    }

    public static ObjectVersion Map(SqlRow row)
    {
        var isMarker = row.IsDBNull(1);
        var info = new ObjectInfo(row.GetString(0), isMarker ? 0 : row.GetInt64(1), row.GetInt64(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            AttributeColumns.Read(row, json: 5, crc64: 7))
        { VersionId = row.GetStringOrNull(6) };
        return new ObjectVersion(info, isMarker, row.GetInt64(8));
    }
}
