using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Takes removed files out of the parent's manifests: a manifest that has one is written anew with the file as deleted.</summary>
internal sealed class ManifestFilter(ManifestStore store, ManifestOutput output, FileChanges changes)
{
    /// <summary>Manifests are immutable, so what was found in one holds for later attempts too.</summary>
    private readonly Dictionary<string, (IReadOnlyList<ManifestFile> Kept, IReadOnlyList<DataFile> Removed)> _done = new(StringComparer.Ordinal);

    /// <returns>The manifests that remain and the files that were removed.</returns>
    /// <exception cref="ValidationException">A file to remove is not in the table.</exception>
    public async Task<(IReadOnlyList<ManifestFile> Kept, IReadOnlyList<DataFile> Removed)> ApplyAsync(
        TableMetadata table, IReadOnlyList<ManifestFile> manifests, CancellationToken cancellationToken)
    {
        // Manifests with nothing but deleted files told their story in the snapshot that wrote them.
        var live = manifests.Where(m => m.MayHaveLiveFiles).ToList();
        if (!changes.RemovesAny) return (live, []);

        List<ManifestFile> kept = [];
        List<DataFile> removed = [];
        foreach (var manifest in live)
        {
            var result = await FilterAsync(table, manifest, cancellationToken).ConfigureAwait(false);
            kept.AddRange(result.Kept);
            removed.AddRange(result.Removed);
        }
        RequireAllFound(removed);
        return (kept, removed);
    }

    private async Task<(IReadOnlyList<ManifestFile> Kept, IReadOnlyList<DataFile> Removed)> FilterAsync(TableMetadata table, ManifestFile manifest, CancellationToken cancellationToken)
    {
        if (_done.TryGetValue(manifest.Path, out var known)) return known;
        if (manifest.Content == ManifestContent.Data && !changes.RemoveAll && changes.RemovedData.Count == 0) return ([manifest], []);

        var entries = await store.ReadAsync(manifest, table, cancellationToken).ConfigureAwait(false);
        var removed = entries.Where(e => e.IsLive && IsRemoved(e.File)).Select(e => e.File).ToList();
        var kept = removed.Count == 0
            ? [manifest]
            : await output.WriteAsync(table, manifest.PartitionSpecId, manifest.Content, Rewritten(entries), cancellationToken).ConfigureAwait(false);
        return _done[manifest.Path] = (kept, removed);
    }

    /// <summary>Deletes that are for one data file go with it.</summary>
    private bool IsRemoved(DataFile file)
    {
        if (changes.RemoveAll) return true;
        if (file.Content == FileContent.Data) return changes.RemovedData.Contains(file);
        return changes.RemovedDeletes.Contains(file) || (file.ReferencedDataFile is { } data && changes.RemovedData.ContainsPath(data));
    }

    /// <summary>Files deleted before are dropped; numbers are written out, because the new manifest has a newer one to inherit.</summary>
    private IEnumerable<ManifestEntry> Rewritten(IReadOnlyList<ManifestEntry> entries) =>
        entries.Where(e => e.IsLive).Select(e => IsRemoved(e.File)
            ? e with { Status = EntryStatus.Deleted, SnapshotId = null }
            : e with { Status = EntryStatus.Existing });

    private void RequireAllFound(List<DataFile> removed)
    {
        var found = removed.Select(f => f.Key).ToHashSet();
        var missing = changes.RemovedData.Except(found).Concat(changes.RemovedDeletes.Except(found)).ToList();
        if (missing.Count > 0)
            throw new ValidationException($"Missing required files to delete: {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? $" and {missing.Count - 5} more" : "")}. Another writer or compaction replaced them.");
    }
}
