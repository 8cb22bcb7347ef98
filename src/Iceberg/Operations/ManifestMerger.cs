using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Keeps the number of manifests bounded as Java's ManifestMergeManager does: manifests of a spec are packed from the oldest into bins of the target
/// size; a bin becomes one manifest, but the newest bin only when it has <c>commit.manifest.min-count-to-merge</c> of them.
/// </summary>
internal sealed class ManifestMerger(ManifestStore store, ManifestOutput output, long snapshotId)
{
    private readonly Dictionary<string, IReadOnlyList<ManifestFile>> _done = new(StringComparer.Ordinal);

    /// <param name="manifests">The newest first.</param>
    public async Task<IReadOnlyList<ManifestFile>> MergeAsync(TableMetadata table, IReadOnlyList<ManifestFile> manifests, CancellationToken cancellationToken)
    {
        if (manifests.Count == 0 || !table.Properties.GetBoolean(TableProperties.ManifestMergeEnabled, true)) return manifests;
        var minCount = table.Properties.GetInt(TableProperties.ManifestMinMergeCount, 100);
        var merged = new List<ManifestFile>();
        foreach (var group in manifests.GroupBy(m => m.PartitionSpecId).OrderByDescending(g => g.Key))
        {
            foreach (var bin in PackFromEnd([.. group], ManifestOutput.TargetBytes(table)))
            {
                var isNewest = bin.Contains(manifests[0]);
                if (bin.Count == 1 || (isNewest && bin.Count < minCount)) merged.AddRange(bin);
                else merged.AddRange(await MergeBinAsync(table, bin, cancellationToken).ConfigureAwait(false));
            }
        }
        return merged;
    }

    /// <summary>Bins are filled from the end of the list, so that only the first may stay small: that one will get the next commits' manifests.</summary>
    internal static IReadOnlyList<IReadOnlyList<ManifestFile>> PackFromEnd(IReadOnlyList<ManifestFile> manifests, long targetBytes)
    {
        var bins = new List<IReadOnlyList<ManifestFile>>();
        var bin = new List<ManifestFile>();
        var size = 0L;
        foreach (var manifest in manifests.Reverse())
        {
            if (bin.Count > 0 && size + manifest.Length > targetBytes)
            {
                bins.Add(Reversed(bin));
                (bin, size) = ([], 0);
            }
            bin.Add(manifest);
            size += manifest.Length;
        }
        bins.Add(Reversed(bin));
        bins.Reverse();
        return bins;
    }

    private static List<ManifestFile> Reversed(List<ManifestFile> bin)
    {
        bin.Reverse();
        return bin;
    }

    private async Task<IReadOnlyList<ManifestFile>> MergeBinAsync(TableMetadata table, IReadOnlyList<ManifestFile> bin, CancellationToken cancellationToken)
    {
        var key = string.Join('\n', bin.Select(m => m.Path));
        if (_done.TryGetValue(key, out var known)) return known;
        var read = await store.ReadAllAsync(bin, table, cancellationToken).ConfigureAwait(false);
        var entries = read.SelectMany(r => r.Entries.Select(Merged)).OfType<ManifestEntry>();
        return _done[key] = await output.WriteAsync(table, bin[0].PartitionSpecId, bin[0].Content, entries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What this commit added or removed stays so; what others removed is dropped; the rest exists.</summary>
    private ManifestEntry? Merged(ManifestEntry entry)
    {
        if (entry.SnapshotId != snapshotId) return entry.IsLive ? entry with { Status = EntryStatus.Existing } : null;
        return entry with { SequenceNumber = Known(entry.SequenceNumber), FileSequenceNumber = Known(entry.FileSequenceNumber) };
    }

    /// <summary>A number that only the commit gives is inherited again.</summary>
    private static long? Known(long? number) => number == ManifestListWriter.Unassigned ? null : number;
}
