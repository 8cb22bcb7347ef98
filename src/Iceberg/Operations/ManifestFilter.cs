using Floe.Iceberg.Manifests;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Takes removed files out of the parent's manifests: a manifest that has one is written anew with the file as deleted. Delete files that are older
/// than every data file that stays apply to nothing any more and go as well.
/// </summary>
internal sealed class ManifestFilter(ManifestStore store, ManifestOutput output, FileChanges changes)
{
    /// <summary>Manifests are immutable, so what was found in one holds for later attempts too.</summary>
    private readonly Dictionary<(string Path, long DropBelow), (IReadOnlyList<ManifestFile> Kept, IReadOnlyList<DataFile> Removed)> _done = [];

    private StrictFilter? _where;
    private HashSet<string> _removedPaths = [];

    /// <returns>The manifests that remain and the files that were removed.</returns>
    /// <exception cref="ValidationException">A file to remove is not in the table.</exception>
    public async Task<(IReadOnlyList<ManifestFile> Kept, IReadOnlyList<DataFile> Removed)> ApplyAsync(
        TableMetadata table, IReadOnlyList<ManifestFile> manifests, CancellationToken cancellationToken)
    {
        // Manifests with nothing but deleted files told their story in the snapshot that wrote them.
        var live = manifests.Where(m => m.MayHaveLiveFiles).ToList();
        List<ManifestFile> kept = [];
        List<DataFile> removed = [];
        _where = changes.RemovedWhere is { } predicate ? new StrictFilter(table, predicate) : null;
        foreach (var manifest in live.Where(m => m.Content == ManifestContent.Data)) await FilterAsync(manifest, MayLoseFiles(manifest), dropBelow: 0).ConfigureAwait(false);

        _removedPaths = [.. removed.Select(f => f.Path)];
        var oldestData = OldestData(table, kept);
        foreach (var manifest in live.Where(m => m.Content == ManifestContent.Deletes))
        {
            var dropBelow = manifest.MinSequenceNumber < oldestData ? oldestData : 0;
            await FilterAsync(manifest, changes.RemovesAny || dropBelow > 0, dropBelow).ConfigureAwait(false);
        }
        RequireAllFound(removed);
        return (kept, removed);

        async Task FilterAsync(ManifestFile manifest, bool mayLoseFiles, long dropBelow)
        {
            var result = mayLoseFiles ? await SplitAsync(table, manifest, dropBelow, cancellationToken).ConfigureAwait(false) : ([manifest], []);
            kept.AddRange(result.Kept);
            removed.AddRange(result.Removed);
        }
    }

    private bool MayLoseFiles(ManifestFile manifest) => changes.RemoveAll || changes.RemovedData.Count > 0 || _where?.MayMatch(manifest) == true;

    /// <summary>The smallest data sequence number there will be: below it no delete applies (specification, "Scan Planning").</summary>
    private long OldestData(TableMetadata table, List<ManifestFile> keptData)
    {
        // What this commit adds gets its number, or the older one that a rewrite asks for.
        var added = changes.DataSequenceNumber ?? table.NextSequenceNumber;
        // A manifest that was just written anew and has only removed files has no number.
        return keptData.Select(m => m.MinSequenceNumber).Where(n => n != ManifestListWriter.Unassigned).Append(added).Min();
    }

    private async Task<(IReadOnlyList<ManifestFile> Kept, IReadOnlyList<DataFile> Removed)> SplitAsync(
        TableMetadata table, ManifestFile manifest, long dropBelow, CancellationToken cancellationToken)
    {
        // Which data files a filter takes may differ from attempt to attempt, and with them go their deletes.
        var isFixed = _where is null || manifest.Content == ManifestContent.Data;
        if (isFixed && _done.TryGetValue((manifest.Path, dropBelow), out var known)) return known;
        var entries = await store.ReadAsync(manifest, table, cancellationToken).ConfigureAwait(false);
        var removed = entries.Where(e => e.IsLive && IsRemoved(e, dropBelow)).Select(e => e.File).ToList();
        var kept = removed.Count == 0
            ? [manifest]
            : await output.WriteAsync(table, manifest.PartitionSpecId, manifest.Content, Rewritten(entries, dropBelow), cancellationToken).ConfigureAwait(false);
        return _done[(manifest.Path, dropBelow)] = (kept, removed);
    }

    /// <summary>Deletes that are for one data file go with it.</summary>
    private bool IsRemoved(ManifestEntry entry, long dropBelow)
    {
        var file = entry.File;
        if (changes.RemoveAll) return true;
        if (file.Content == FileContent.Data) return changes.RemovedData.Contains(file) || MatchesWhere(file);
        if (entry.SequenceNumber is { } number and > 0 && number < dropBelow) return true;
        return changes.RemovedDeletes.Contains(file) || (file.ReferencedDataFile is { } data && _removedPaths.Contains(data));
    }

    private bool MatchesWhere(DataFile file)
    {
        if (_where is null || !_where.MayMatch(file)) return false;
        return !_where.MayFail(file) ? true : throw new ValidationException($"Cannot remove by the filter: some rows of {file.Path} may match it and some may not. Rewrite the file, or delete its rows.");
    }

    /// <summary>Files deleted before are dropped; numbers are written out, because the new manifest has a newer one to inherit.</summary>
    private IEnumerable<ManifestEntry> Rewritten(IReadOnlyList<ManifestEntry> entries, long dropBelow) =>
        entries.Where(e => e.IsLive).Select(e => IsRemoved(e, dropBelow)
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
