using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>Configurations of a table bucket or table, each one JSON document under its kind. See <see cref="SettingKind"/>.</summary>
public static class SettingStore
{
    public static void Put<T>(SqliteConnection connection, string ownerId, string kind, T value, JsonTypeInfo<T> type) => connection.Execute(
        "INSERT INTO setting (owner_id, kind, value) VALUES ($owner, $kind, $value) ON CONFLICT DO UPDATE SET value = $value",
        ("$owner", ownerId), ("$kind", kind), ("$value", JsonSerializer.Serialize(value, type)));

    public static T? Find<T>(SqliteConnection connection, string ownerId, string kind, JsonTypeInfo<T> type)
        where T : class =>
        connection.QueryScalar<string>("SELECT value FROM setting WHERE owner_id = $owner AND kind = $kind", ("$owner", ownerId), ("$kind", kind)) is { } json
            ? JsonSerializer.Deserialize(json, type)
            : null;

    public static bool Delete(SqliteConnection connection, string ownerId, string kind) =>
        connection.Execute("DELETE FROM setting WHERE owner_id = $owner AND kind = $kind", ("$owner", ownerId), ("$kind", kind)) > 0;

    /// <summary>Everything that hangs on a table bucket or table: its settings and tags.</summary>
    public static void DeleteAll(SqliteConnection connection, string ownerId)
    {
        connection.Execute("DELETE FROM setting WHERE owner_id = $owner", ("$owner", ownerId));
        connection.Execute("DELETE FROM tag WHERE owner_id = $owner", ("$owner", ownerId));
    }
}
