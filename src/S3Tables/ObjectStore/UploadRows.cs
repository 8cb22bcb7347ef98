using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.ObjectStore;

/// <summary>Statements on multipart uploads that more than one class needs, for use inside a transaction.</summary>
internal static class UploadRows
{
    /// <summary>Removes the upload and its parts, and returns the parts' files, which now are nobody's.</summary>
    public static IReadOnlyList<long> Delete(SqliteConnection connection, string upload)
    {
        var files = connection.Query("DELETE FROM part WHERE upload = $upload RETURNING file", row => row.GetInt64(0), ("$upload", upload));
        connection.Execute("DELETE FROM upload WHERE id = $upload", ("$upload", upload));
        return files;
    }
}
