using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>What happened on a branch after the snapshot an operation started from: the ground of its conflict checks.</summary>
internal sealed class ChangeHistory
{
    private readonly TableMetadata _table;
    private readonly IReadOnlyList<ManifestEntry> _entries;

    private ChangeHistory(TableMetadata table, IReadOnlyList<ManifestEntry> entries) => (_table, _entries) = (table, entries);

    /// <param name="startSnapshotId">Null: the whole history.</param>
    /// <exception cref="ValidationException">The history does not reach back to the start: it expired, or the branch was moved.</exception>
    public static async Task<ChangeHistory> LoadAsync(IFileIO io, TableMetadata table, Snapshot? parent, long? startSnapshotId, CancellationToken cancellationToken)
    {
        if (parent is null || parent.SnapshotId == startSnapshotId) return new ChangeHistory(table, []);
        var later = table.History(parent.SnapshotId).TakeWhile(s => s.SnapshotId != startSnapshotId).ToList();
        if (startSnapshotId is not null && later[^1].ParentSnapshotId != startSnapshotId)
            throw new ValidationException($"Cannot check for conflicts: snapshot {startSnapshotId}, which the operation started from, is not in the history of the branch any more.");

        // Compaction adds data files, but no rows.
        var ids = later.Select(s => s.SnapshotId).ToHashSet();
        var store = new ManifestStore(io);
        var entries = new List<ManifestEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var snapshot in later)
        {
            var manifests = await store.ReadListAsync(snapshot, cancellationToken).ConfigureAwait(false);
            var own = manifests.Where(m => m.AddedSnapshotId == snapshot.SnapshotId && seen.Add(m.Path)).ToList();
            var read = await store.ReadAllAsync(own, table, cancellationToken).ConfigureAwait(false);
            var isReplace = snapshot.Operation == SnapshotOperation.Replace;
            entries.AddRange(read.SelectMany(r => r.Entries).Where(e => e.Status != EntryStatus.Existing && e.SnapshotId is { } id && ids.Contains(id) && !(isReplace && e is { Status: EntryStatus.Added, File.Content: FileContent.Data })));
        }
        return new ChangeHistory(table, entries);
    }

    public void RequireNoNewData(Predicate? filter)
    {
        var pruning = Pruning(filter);
        if (Added(FileContent.Data).FirstOrDefault(e => pruning.Keeps(e.File)) is { } conflict)
            throw new ValidationException($"Found conflicting files that can contain records matching the operation's filter: {conflict.File.Path}");
    }

    public void RequireNoNewDataIn(IReadOnlySet<(int SpecId, PartitionTuple Partition)> partitions)
    {
        if (Added(FileContent.Data).FirstOrDefault(e => partitions.Contains((e.File.SpecId, e.File.Partition))) is { } conflict)
            throw new ValidationException($"Found conflicting files in a partition that is replaced, {conflict.File.Partition}: {conflict.File.Path}");
    }

    public void RequireNoNewDeletes(Predicate? filter)
    {
        var pruning = Pruning(filter);
        if (Added(FileContent.PositionDeletes, FileContent.EqualityDeletes).FirstOrDefault(e => MayConcern(e.File, pruning)) is { } conflict)
            throw new ValidationException($"Found new conflicting delete files that can apply to records matching the operation's filter: {conflict.File.Path}");
        if (Removed(FileContent.Data).FirstOrDefault(e => pruning.Keeps(e.File)) is { } removed)
            throw new ValidationException($"Found conflicting deleted files that can contain records matching the operation's filter: {removed.File.Path}");
    }

    /// <summary>For the rewriting of data files: rows of them that were deleted meanwhile would come back.</summary>
    public void RequireNoNewDeletesFor(FileSet files, bool ignoreEqualityDeletes)
    {
        var contents = ignoreEqualityDeletes ? [FileContent.PositionDeletes] : (FileContent[])[FileContent.PositionDeletes, FileContent.EqualityDeletes];
        var deletes = Added(contents).ToList();
        if (deletes.Count == 0 || files.Count == 0) return;
        // A delete file is for one data file, or for all of its partition; the partition of a file known by its path only is not known.
        if (deletes.FirstOrDefault(d => d.File.ReferencedDataFile is not { } data || files.ContainsPath(data)) is { } conflict)
            throw new ValidationException($"Cannot commit, found new delete for replaced data file: {conflict.File.Path}");
    }

    public void RequireNotRemoved(FileSet dataFiles)
    {
        if (Removed(FileContent.Data).FirstOrDefault(e => dataFiles.Contains(e.File)) is { } gone)
            throw new ValidationException($"Cannot commit, missing data files: {gone.File.Path}");
    }

    /// <summary>A data file has one deletion vector: a second one that knows nothing of the first would undo it.</summary>
    public void RequireNoNewVectors(IReadOnlyList<DataFile> vectors)
    {
        var referenced = vectors.Where(v => v.IsDeletionVector).Select(v => v.ReferencedDataFile).ToHashSet(StringComparer.Ordinal);
        if (Added(FileContent.PositionDeletes).FirstOrDefault(e => referenced.Contains(e.File.ReferencedDataFile)) is { } conflict)
            throw new ValidationException($"Found concurrently added DV for {conflict.File.ReferencedDataFile}: {conflict.File.Path}");
    }

    private static bool MayConcern(DataFile deletes, ScanPruning pruning) =>
        // Bounds of a delete file are those of its own columns, so only its partition tells whom it concerns.
        pruning.Keeps(deletes with { LowerBounds = null, UpperBounds = null, ValueCounts = null, NullValueCounts = null, NanValueCounts = null });

    private ScanPruning Pruning(Predicate? filter) => new(_table, filter is null ? null : new PredicateBinder(_table.CurrentSchema).Bind(filter));

    private IEnumerable<ManifestEntry> Added(params FileContent[] contents) => _entries.Where(e => e.Status == EntryStatus.Added && contents.Contains(e.File.Content));

    private IEnumerable<ManifestEntry> Removed(FileContent content) => _entries.Where(e => e.Status == EntryStatus.Deleted && e.File.Content == content);
}
