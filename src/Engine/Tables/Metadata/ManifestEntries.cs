using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>The entries of manifests, of the current snapshot or of all there are.</summary>
internal static class ManifestEntries
{
    public static async Task<IReadOnlyList<(ManifestFile Manifest, long SnapshotId)>> ManifestsAsync(TableMetadata table, IFileIO files, bool all, CancellationToken cancellationToken)
    {
        var store = new ManifestStore(files);
        var manifests = new List<(ManifestFile, long)>();
        IEnumerable<Snapshot> snapshots = all ? table.Snapshots : table.CurrentSnapshot is { } current ? [current] : [];
        foreach (var snapshot in snapshots)
            manifests.AddRange((await store.ReadListAsync(snapshot, cancellationToken)).Select(manifest => (manifest, snapshot.SnapshotId)));
        return manifests;
    }

    /// <param name="live">Whether removed files are passed over.</param>
    public static async Task<IReadOnlyList<ManifestEntry>> ReadAsync(TableMetadata table, IFileIO files, bool all, bool live, CancellationToken cancellationToken)
    {
        var manifests = (await ManifestsAsync(table, files, all, cancellationToken)).Select(entry => entry.Manifest).DistinctBy(manifest => manifest.Path).ToList();
        var read = await new ManifestStore(files).ReadAllAsync(manifests, table, cancellationToken);
        return [.. read.SelectMany(manifest => manifest.Entries).Where(entry => entry.IsLive || !live)];
    }
}
