using Floe.S3Tables.Catalog;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Rest;

/// <summary>The place for the answer of a request that has an idempotency key.</summary>
public sealed record IdempotentAnswer(string Caller, string Key, string Fingerprint, TimeProvider Clock)
{
    public KeptAnswer? Find(SqliteConnection connection) => IdempotencyStore.Find(connection, Caller, Key, Clock.GetUtcNow());

    /// <summary>Belongs into the transaction of the change that is answered.</summary>
    public void Keep(SqliteConnection connection, RestResult answer)
    {
        var now = Clock.GetUtcNow();
        IdempotencyStore.RemoveExpired(connection, now);
        IdempotencyStore.Add(connection, Caller, Key, new(Fingerprint, answer.Status, answer.Json.ToArray(), answer.ETag), now + IdempotencyKeys.Lifetime);
    }
}
