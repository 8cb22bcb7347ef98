using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>Which contents have a row: of an object, of an older version, or of a part.</summary>
internal static class ContentRows
{
    public static bool AreThere(SqliteConnection connection, long contentId) => connection.QueryScalar<long>(
        """
        SELECT EXISTS (SELECT 1 FROM object WHERE file = $file) OR EXISTS (SELECT 1 FROM part WHERE file = $file)
          OR EXISTS (SELECT 1 FROM object_version WHERE file = $file)
        """, ("$file", contentId)) != 0;
}
