using System.Globalization;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Counts what a commit did, for the snapshot's summary.</summary>
internal sealed class SummaryBuilder(FileChanges changes, IReadOnlyList<DataFile> removed, IReadOnlyList<ManifestFile> inherited, IReadOnlyList<ManifestFile> produced)
{
    private static readonly (string Total, string Added, string Removed)[] Totals =
    [
        (SummaryKeys.TotalRecords, SummaryKeys.AddedRecords, SummaryKeys.DeletedRecords),
        (SummaryKeys.TotalFilesSize, SummaryKeys.AddedFilesSize, SummaryKeys.RemovedFilesSize),
        (SummaryKeys.TotalDataFiles, SummaryKeys.AddedDataFiles, SummaryKeys.DeletedDataFiles),
        (SummaryKeys.TotalDeleteFiles, SummaryKeys.AddedDeleteFiles, SummaryKeys.RemovedDeleteFiles),
        (SummaryKeys.TotalPositionDeletes, SummaryKeys.AddedPositionDeletes, SummaryKeys.RemovedPositionDeletes),
        (SummaryKeys.TotalEqualityDeletes, SummaryKeys.AddedEqualityDeletes, SummaryKeys.RemovedEqualityDeletes),
    ];

    /// <summary>What else the operation has to tell.</summary>
    public Dictionary<string, string> Extra { get; } = new(StringComparer.Ordinal);

    /// <param name="previous">The parent's summary.</param>
    /// <param name="isFirst">Whether there is no parent, so that totals start from nothing.</param>
    public IReadOnlyDictionary<string, string> Build(
        string operation, IReadOnlyDictionary<string, string> extra, IReadOnlyDictionary<string, string>? previous, IReadOnlyList<ManifestFile> written, bool isFirst)
    {
        var counts = Counts();
        var summary = new Dictionary<string, string>(StringComparer.Ordinal) { [SummaryKeys.Operation] = operation };
        foreach (var (key, count) in counts.Where(c => c.Value > 0)) summary[key] = Text(count);
        summary[SummaryKeys.ChangedPartitionCount] = Text(ChangedPartitions());
        foreach (var (total, added, deleted) in Totals)
        {
            if (Previous(previous, total, isFirst) is { } before) summary[total] = Text(before + counts.GetValueOrDefault(added) - counts.GetValueOrDefault(deleted));
        }
        AddManifestCounts(summary, written);
        foreach (var (key, value) in Extra.Concat(extra)) summary[key] = value;
        return summary;
    }

    private Dictionary<string, long> Counts()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in changes.AddedData.Concat(changes.AddedDeletes)) Count(counts, file, added: true);
        foreach (var file in removed) Count(counts, file, added: false);
        return counts;
    }

    private static void Count(Dictionary<string, long> counts, DataFile file, bool added)
    {
        Add(added ? SummaryKeys.AddedFilesSize : SummaryKeys.RemovedFilesSize, file.ContentSizeInBytes ?? file.FileSizeInBytes);
        if (file.Content == FileContent.Data)
        {
            Add(added ? SummaryKeys.AddedDataFiles : SummaryKeys.DeletedDataFiles, 1);
            Add(added ? SummaryKeys.AddedRecords : SummaryKeys.DeletedRecords, file.RecordCount);
            return;
        }
        Add(added ? SummaryKeys.AddedDeleteFiles : SummaryKeys.RemovedDeleteFiles, 1);
        if (file.Content == FileContent.EqualityDeletes)
        {
            Add(added ? SummaryKeys.AddedEqualityDeleteFiles : SummaryKeys.RemovedEqualityDeleteFiles, 1);
            Add(added ? SummaryKeys.AddedEqualityDeletes : SummaryKeys.RemovedEqualityDeletes, file.RecordCount);
            return;
        }
        if (file.IsDeletionVector) Add(added ? SummaryKeys.AddedDvs : SummaryKeys.RemovedDvs, 1);
        else Add(added ? SummaryKeys.AddedPositionDeleteFiles : SummaryKeys.RemovedPositionDeleteFiles, 1);
        Add(added ? SummaryKeys.AddedPositionDeletes : SummaryKeys.RemovedPositionDeletes, file.RecordCount);

        void Add(string key, long count) => counts[key] = counts.GetValueOrDefault(key) + count;
    }

    private int ChangedPartitions() =>
        changes.AddedData.Concat(changes.AddedDeletes).Concat(removed).Select(f => (f.SpecId, f.Partition)).Distinct().Count();

    /// <summary>Null where the previous snapshot does not tell the total: then nobody knows the new one.</summary>
    private static long? Previous(IReadOnlyDictionary<string, string>? previous, string total, bool isFirst)
    {
        if (isFirst) return 0;
        return previous is not null && previous.TryGetValue(total, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private void AddManifestCounts(Dictionary<string, string> summary, IReadOnlyList<ManifestFile> written)
    {
        var before = inherited.Select(m => m.Path).ToHashSet(StringComparer.Ordinal);
        var kept = produced.Count(m => before.Contains(m.Path));
        summary[SummaryKeys.ManifestsCreated] = Text(written.Count - kept);
        summary[SummaryKeys.ManifestsKept] = Text(kept);
        summary[SummaryKeys.ManifestsReplaced] = Text(inherited.Count - kept);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
