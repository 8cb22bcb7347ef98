using Floe.S3Tables.Storage;
using Floe.ServiceDefaults.Files;

namespace Floe.S3Tables.ObjectStore.Files;

/// <summary>
/// Removes at start what a crash left behind: everything in staging, files in unsealed shards that no row names, and files whose deletion was recorded but
/// not finished. Its cost depends on what was under way at the crash, not on how many objects there are.
/// </summary>
internal static class FileSweep
{
    public static async Task<int> RunAsync(Database database, FileLayout layout)
    {
        if (Directory.Exists(layout.Staging)) Directory.Delete(layout.Staging, recursive: true);
        Directory.CreateDirectory(layout.Staging);
        Directory.CreateDirectory(layout.Objects);
        FolderNames.Sync(layout.DataFolder);

        var unsealed = database.Read(connection => connection.Query("SELECT id FROM shard WHERE sealed = 0", row => row.GetInt64(0)));
        var orphans = database.Read(connection => unsealed.SelectMany(shard => FilesIn(layout.FolderOf(shard))).Where(id => !ContentRows.AreThere(connection, id)).ToList());
        var garbage = database.Read(connection => connection.Query("SELECT file FROM garbage", row => row.GetInt64(0)));
        foreach (var id in orphans.Concat(garbage)) DeleteIfThere(layout.PathOf(id));

        await database.WriteAsync(connection =>
        {
            foreach (var shard in unsealed) connection.Execute("UPDATE shard SET sealed = 1 WHERE id = $id", ("$id", shard));
            foreach (var id in garbage) connection.Execute("DELETE FROM garbage WHERE file = $file", ("$file", id));
        });
        return orphans.Count + garbage.Count;
    }

    private static IEnumerable<long> FilesIn(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (FileLayout.TryParseId(Path.GetFileName(path), out var id)) yield return id;
        }
    }

    private static void DeleteIfThere(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }
}
