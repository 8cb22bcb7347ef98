using System.Text.Json;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The statements on uploads and parts, for use inside a transaction.</summary>
internal static class UploadRows
{
    private const string PartColumns = "number, file, size, etag, modified, checksum";

    public static void Insert(SqliteConnection connection, long bucket, Upload upload) => connection.Execute(
        "INSERT INTO upload (id, bucket, key, initiated, attributes) VALUES ($id, $bucket, $key, $initiated, $attributes)",
        ("$id", upload.Id), ("$bucket", bucket), ("$key", upload.Key), ("$initiated", upload.Initiated.ToUnixTimeMilliseconds()), ("$attributes", upload.Attributes.ToJson()));

    /// <summary>The upload of that bucket and key; an id alone opens nothing.</summary>
    public static Upload Require(SqliteConnection connection, long bucket, string key, string id) => connection.QueryFirst(
        "SELECT id, key, initiated, attributes FROM upload WHERE id = $id AND bucket = $bucket AND key = $key", Map, ("$id", id), ("$bucket", bucket), ("$key", key))
        ?? throw new StoreException(StoreError.NoSuchUpload, id);

    public static List<Upload> List(SqliteConnection connection, long bucket, UploadQuery query) => connection.Query("""
        SELECT id, key, initiated, attributes FROM upload
        WHERE bucket = $bucket AND key >= $prefix AND ($end IS NULL OR key < $end) AND (key > $key OR ($id IS NOT NULL AND key = $key AND id > $id))
        ORDER BY key, id LIMIT $limit
        """, Map,
        ("$bucket", bucket), ("$prefix", query.Prefix), ("$end", KeyOrder.After(query.Prefix)), ("$key", query.KeyMarker ?? ""), ("$id", query.UploadIdMarker), ("$limit", query.Max + 1));

    /// <summary>Puts a part in place of one with the same number, and returns the file of the latter.</summary>
    public static long? PutPart(SqliteConnection connection, string upload, UploadedPart part)
    {
        var replaced = connection.QueryScalar<long>("SELECT file FROM part WHERE upload = $upload AND number = $number", ("$upload", upload), ("$number", part.Number));
        connection.Execute($"""
            INSERT INTO part (upload, {PartColumns}) VALUES ($upload, $number, $file, $size, $etag, $modified, $checksum)
            ON CONFLICT DO UPDATE SET file = excluded.file, size = excluded.size, etag = excluded.etag, modified = excluded.modified, checksum = excluded.checksum
            """,
            ("$upload", upload), ("$number", part.Number), ("$file", part.FileId), ("$size", part.Size), ("$etag", part.ETag), ("$modified", part.Modified.ToUnixTimeMilliseconds()),
            ("$checksum", part.Checksum is null ? null : JsonSerializer.Serialize(part.Checksum, AttributesJson.Default.Checksum)));
        return replaced == 0 ? null : replaced;
    }

    public static List<UploadedPart> Parts(SqliteConnection connection, string upload, int after, int limit) => connection.Query(
        $"SELECT {PartColumns} FROM part WHERE upload = $upload AND number > $after ORDER BY number LIMIT $limit", MapPart, ("$upload", upload), ("$after", after), ("$limit", limit));

    /// <summary>Removes the upload and its parts, and returns the parts' files, which now are nobody's.</summary>
    public static IReadOnlyList<long> Delete(SqliteConnection connection, string upload)
    {
        var files = connection.Query("DELETE FROM part WHERE upload = $upload RETURNING file", row => row.GetInt64(0), ("$upload", upload));
        connection.Execute("DELETE FROM upload WHERE id = $upload", ("$upload", upload));
        return files;
    }

    private static Upload Map(SqlRow row) =>
        new(row.GetString(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), ObjectAttributes.FromJson(row.GetStringOrNull(3)));

    private static UploadedPart MapPart(SqlRow row) => new(
        row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        row.GetStringOrNull(5) is { } json ? JsonSerializer.Deserialize(json, AttributesJson.Default.Checksum) : null);
}
