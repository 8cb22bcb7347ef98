using System.Globalization;
using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Brings a snapshot that is not in the current history, staged or of a branch, into main. One that follows the current snapshot becomes current itself;
/// the changes of an append, or of an overwrite of whole partitions that nobody changed meanwhile, are repeated in a new snapshot.
/// </summary>
internal sealed class CherryPick : SnapshotOperationBase<CherryPick>
{
    private readonly Snapshot _picked;
    private readonly HashSet<(int SpecId, PartitionTuple Partition)> _replaced = [];

    private CherryPick(Table table, Snapshot picked)
        : base(table) => _picked = picked;

    private protected override string Operation => _picked.Operation ?? SnapshotOperation.Append;

    private bool ReplacesPartitions => Operation == SnapshotOperation.Overwrite && _picked.Summary.GetValueOrDefault(SummaryKeys.ReplacePartitions) == "true";

    public static async Task<Snapshot> RunAsync(Table table, long snapshotId, CancellationToken cancellationToken)
    {
        var picked = table.Metadata.FindSnapshot(snapshotId) ?? throw new ValidationException($"Cannot cherry-pick snapshot {snapshotId}: the table does not have it.");
        var moved = false;
        await CommitRetry.RunAsync(table, async (_, cancellation) =>
        {
            var current = table.Metadata;
            moved = IsFastForward(current, picked);
            if (moved) await table.CommitAsync([new AssertRefSnapshotId(SnapshotRef.Main, current.CurrentSnapshotId)], [MoveMain(current, snapshotId)], cancellation).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        return moved ? picked : await (await ReplayAsync(table, picked, cancellationToken).ConfigureAwait(false)).CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static bool IsFastForward(TableMetadata current, Snapshot picked) => picked.ParentSnapshotId == current.CurrentSnapshotId;

    private static SetSnapshotRef MoveMain(TableMetadata current, long snapshotId) =>
        new(SnapshotRef.Main, current.Refs.TryGetValue(SnapshotRef.Main, out var main) ? main with { SnapshotId = snapshotId } : SnapshotRef.Branch(snapshotId));

    private static async Task<CherryPick> ReplayAsync(Table table, Snapshot picked, CancellationToken cancellationToken)
    {
        var pick = new CherryPick(table, picked);
        if (pick.Operation != SnapshotOperation.Append && !pick.ReplacesPartitions)
            throw new ValidationException($"Cannot cherry-pick snapshot {picked.SnapshotId}: it is neither an append nor a replacement of partitions, and does not follow the current snapshot.");
        pick.Set(SummaryKeys.SourceSnapshotId, picked.SnapshotId.ToString(CultureInfo.InvariantCulture));
        if (picked.Summary.GetValueOrDefault(SummaryKeys.WapId) is { } wapId) pick.Set(SummaryKeys.PublishedWapId, wapId);
        if (pick.ReplacesPartitions) pick.Set(SummaryKeys.ReplacePartitions, "true");
        foreach (var entry in await ChangesAsync(table.IO, table.Metadata, picked, cancellationToken).ConfigureAwait(false)) pick.Repeat(entry);
        return pick;
    }

    private static async Task<IEnumerable<ManifestEntry>> ChangesAsync(IFileIO io, TableMetadata table, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var store = new ManifestStore(io);
        var manifests = await store.ReadListAsync(snapshot, cancellationToken).ConfigureAwait(false);
        var read = await store.ReadAllAsync([.. manifests.Where(m => m.AddedSnapshotId == snapshot.SnapshotId && m.Content == ManifestContent.Data)], table, cancellationToken).ConfigureAwait(false);
        return read.SelectMany(r => r.Entries).Where(e => e.Status != EntryStatus.Existing && e.SnapshotId == snapshot.SnapshotId);
    }

    private void Repeat(ManifestEntry entry)
    {
        if (entry.Status == EntryStatus.Deleted)
        {
            Changes.RemovedData.Add(entry.File);
            return;
        }
        Changes.AddedData.Add(entry.File);
        if (ReplacesPartitions) _replaced.Add((entry.File.SpecId, entry.File.Partition));
    }

    private protected override async Task ValidateAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken)
    {
        var id = _picked.SnapshotId.ToString(CultureInfo.InvariantCulture);
        var wapId = _picked.Summary.GetValueOrDefault(SummaryKeys.WapId);
        foreach (var ancestor in parent is null ? [] : current.History(parent.SnapshotId))
        {
            if (ancestor.SnapshotId == _picked.SnapshotId) throw new ValidationException($"Cannot cherry-pick snapshot {id}: it is an ancestor of the current state already.");
            if (ancestor.Summary.GetValueOrDefault(SummaryKeys.SourceSnapshotId) == id) throw new ValidationException($"Cannot cherry-pick snapshot {id}: snapshot {ancestor.SnapshotId} repeats it already.");
            if (wapId is not null && (ancestor.Summary.GetValueOrDefault(SummaryKeys.WapId) == wapId || ancestor.Summary.GetValueOrDefault(SummaryKeys.PublishedWapId) == wapId))
                throw new ValidationException($"Cannot publish '{wapId}': snapshot {ancestor.SnapshotId} published it already.");
        }
        if (!ReplacesPartitions) return;
        var history = await ChangeHistory.LoadAsync(Table.IO, current, parent, _picked.ParentSnapshotId, cancellationToken).ConfigureAwait(false);
        history.RequireNoNewDataIn(_replaced);
    }
}
