using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore.Bodies;

/// <summary>
/// The bytes of small objects, in the database beside the rows that name them: such an object is durable by the one sync of its transaction, which
/// it shares with others'. They have a table of their own, so that a page of a listing reads no bytes.
/// </summary>
internal static class BodyRows
{
    public static void Add(SqliteConnection connection, long id, ReadOnlyMemory<byte> content) =>
        connection.Execute("INSERT INTO body (id, content) VALUES ($id, $content)", ("$id", id), ("$content", content));

    public static byte[] Read(SqliteConnection connection, long id) => connection.QueryFirst("SELECT content FROM body WHERE id = $id", static row => row.GetBytes(0), ("$id", id))
        ?? throw new InvalidOperationException($"The database has a row for the object body {id} but not its bytes; something other than Floe changed it.");

    public static void Remove(SqliteConnection connection, long id) => connection.Execute("DELETE FROM body WHERE id = $id", ("$id", id));
}
