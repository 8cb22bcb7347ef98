using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>What snapshots lead to.</summary>
internal static class ReachableFiles
{
    /// <summary>What only expired snapshots lead to.</summary>
    /// <param name="table">The table as it was with them.</param>
    public static async Task<ExpiredFiles> LostAsync(IFileIO io, TableMetadata table, IReadOnlyList<Snapshot> expired, CancellationToken cancellationToken)
    {
        if (expired.Count == 0) return new ExpiredFiles([], [], [], [], [], []);
        var store = new ManifestStore(io);
        var gone = expired.Select(s => s.SnapshotId).ToHashSet();
        var kept = table.Snapshots.Where(s => !gone.Contains(s.SnapshotId)).ToList();
        var keptManifests = await ManifestsAsync(store, kept, cancellationToken).ConfigureAwait(false);
        var lostManifests = (await ManifestsAsync(store, expired, cancellationToken).ConfigureAwait(false)).Where(m => !keptManifests.ContainsKey(m.Key)).Select(m => m.Value).ToList();

        // A file that a kept snapshot removed is deleted there, and live only in manifests that are lost.
        var candidates = (await FilesAsync(store, table, lostManifests, cancellationToken).ConfigureAwait(false)).ToDictionary(f => f.Path, f => f.Content, StringComparer.Ordinal);
        if (candidates.Count > 0)
        {
            foreach (var live in await FilesAsync(store, table, [.. keptManifests.Values], cancellationToken).ConfigureAwait(false)) candidates.Remove(live.Path);
        }
        return new ExpiredFiles(
            expired,
            [.. Lost(s => s.ManifestList)],
            [.. lostManifests.Select(m => m.Path)],
            [.. candidates.Where(c => c.Value == FileContent.Data).Select(c => c.Key)],
            [.. candidates.Where(c => c.Value != FileContent.Data).Select(c => c.Key)],
            [.. Statistics(table, gone.Contains).Except(Statistics(table, id => !gone.Contains(id)))])
        {
            EqualityDeleteFiles = [.. candidates.Where(c => c.Value == FileContent.EqualityDeletes).Select(c => c.Key)],
        };

        IEnumerable<string> Lost(Func<Snapshot, string?> location) => expired.Select(location).OfType<string>().Except(kept.Select(location).OfType<string>());
    }

    /// <summary>Everything the metadata leads to, the metadata files of its log among it.</summary>
    public static async Task<HashSet<string>> AllAsync(IFileIO io, TableMetadata table, CancellationToken cancellationToken)
    {
        var store = new ManifestStore(io);
        var manifests = await ManifestsAsync(store, table.Snapshots, cancellationToken).ConfigureAwait(false);
        var all = new HashSet<string>(StringComparer.Ordinal);
        all.UnionWith(table.MetadataLog.Select(e => e.MetadataFile));
        all.UnionWith(table.Snapshots.Select(s => s.ManifestList).OfType<string>());
        all.UnionWith(manifests.Keys);
        all.UnionWith((await FilesAsync(store, table, [.. manifests.Values], cancellationToken).ConfigureAwait(false)).Select(f => f.Path));
        all.UnionWith(Statistics(table, _ => true));
        return all;
    }

    private static async Task<Dictionary<string, ManifestFile>> ManifestsAsync(ManifestStore store, IReadOnlyList<Snapshot> snapshots, CancellationToken cancellationToken)
    {
        var manifests = new Dictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (var snapshot in snapshots)
        {
            foreach (var manifest in await store.ReadListAsync(snapshot, cancellationToken).ConfigureAwait(false)) manifests.TryAdd(manifest.Path, manifest);
        }
        return manifests;
    }

    private static async Task<IEnumerable<(string Path, FileContent Content)>> FilesAsync(
        ManifestStore store, TableMetadata table, IReadOnlyList<ManifestFile> manifests, CancellationToken cancellationToken)
    {
        var files = new HashSet<(string, FileContent)>();
        // A few manifests at a time, of which only the names are kept.
        foreach (var some in manifests.Chunk(32))
        {
            foreach (var (_, entries) in await store.ReadAllAsync(some, table, cancellationToken).ConfigureAwait(false))
                files.UnionWith(entries.Where(e => e.IsLive).Select(e => (e.File.Path, e.File.Content)));
        }
        return files;
    }

    private static IEnumerable<string> Statistics(TableMetadata table, Func<long, bool> which) =>
        table.Statistics.Where(s => which(s.SnapshotId)).Select(s => s.StatisticsPath)
            .Concat(table.PartitionStatistics.Where(s => which(s.SnapshotId)).Select(s => s.StatisticsPath));
}
