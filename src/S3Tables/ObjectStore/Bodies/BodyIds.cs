using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore.Bodies;

/// <summary>
/// Gives out the ids of bodies. Rows name a content by one number: below <see cref="First"/> it is a file's, from there on a body's. Used inside writes only,
/// of which there is one at a time.
/// </summary>
internal sealed class BodyIds
{
    /// <summary>Far above any file's id, and still short in a row.</summary>
    private const long First = 1L << 40;

    private long _last;

    public static bool IsBody(long contentId) => contentId >= First;

    /// <summary>While the service runs no id is given twice, though bodies go: whoever has looked one up must not find another's bytes.</summary>
    public long Next(SqliteConnection connection)
    {
        if (_last == 0) _last = Math.Max(First, connection.QueryScalar<long>("SELECT max(id) FROM body"));
        return ++_last;
    }
}
