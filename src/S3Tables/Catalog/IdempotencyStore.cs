using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Answers by the key that the caller gave its request. Kept in the transaction of the change they answer, so there is never the one without the other.</summary>
internal static class IdempotencyStore
{
    public static void Add(SqliteConnection connection, string caller, string key, KeptAnswer answer, DateTimeOffset expires) => connection.Execute(
        """
        INSERT INTO idempotency (caller, key, fingerprint, status, body, etag, expires) VALUES ($caller, $key, $fingerprint, $status, $body, $etag, $expires)
        ON CONFLICT DO UPDATE SET fingerprint = $fingerprint, status = $status, body = $body, etag = $etag, expires = $expires
        """,
        ("$caller", caller), ("$key", key), ("$fingerprint", answer.Fingerprint), ("$status", answer.Status), ("$body", answer.Body), ("$etag", answer.ETag),
        ("$expires", expires.ToMicroseconds()));

    public static KeptAnswer? Find(SqliteConnection connection, string caller, string key, DateTimeOffset now) => connection.QueryFirst(
        "SELECT fingerprint, status, body, etag FROM idempotency WHERE caller = $caller AND key = $key AND expires > $now",
        row => new KeptAnswer(row.GetString(0), row.GetInt32(1), row.GetBytes(2), row.GetStringOrNull(3)),
        ("$caller", caller), ("$key", key), ("$now", now.ToMicroseconds()));

    public static void RemoveExpired(SqliteConnection connection, DateTimeOffset now) =>
        connection.Execute("DELETE FROM idempotency WHERE expires <= $now", ("$now", now.ToMicroseconds()));
}
