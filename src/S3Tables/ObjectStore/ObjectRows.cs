using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The object table's statements, for use inside a transaction.</summary>
internal static class ObjectRows
{
    public const string Columns = "key, file, size, etag, modified, attributes, version, crc64";

    public static ObjectInfo? Find(SqliteConnection connection, long bucket, string key) => connection.QueryFirst(
        $"SELECT {Columns} FROM object WHERE bucket = $bucket AND key = $key", Map, ("$bucket", bucket), ("$key", key));

    public static void Put(SqliteConnection connection, long bucket, ObjectInfo info)
    {
        var (attributes, crc64) = AttributeColumns.Write(info.Attributes);
        connection.Execute($"""
            INSERT INTO object (bucket, {Columns}) VALUES ($bucket, $key, $file, $size, $etag, $modified, $attributes, $version, $crc64)
            ON CONFLICT DO UPDATE SET file = excluded.file, size = excluded.size, etag = excluded.etag, modified = excluded.modified,
              attributes = excluded.attributes, version = excluded.version, crc64 = excluded.crc64
            """,
            ("$bucket", bucket), ("$key", info.Key), ("$file", info.ContentId), ("$size", info.Size), ("$etag", info.ETag),
            ("$modified", info.Modified.ToUnixTimeMilliseconds()), ("$attributes", attributes), ("$version", info.VersionId), ("$crc64", crc64));
    }

    public static void Delete(SqliteConnection connection, long bucket, string key) =>
        connection.Execute("DELETE FROM object WHERE bucket = $bucket AND key = $key", ("$bucket", bucket), ("$key", key));

    public static ObjectInfo Map(SqlRow row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        AttributeColumns.Read(row, json: 5, crc64: 7))
    { VersionId = row.GetStringOrNull(6) };
}
