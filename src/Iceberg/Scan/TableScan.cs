using Floe.Iceberg.IO;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>Plans which files of a snapshot to read.</summary>
public sealed record TableScan(TableMetadata Table, IFileIO IO)
{
    /// <summary>Null: the current snapshot.</summary>
    public long? SnapshotId { get; init; }

    /// <summary>Leaves out files that cannot hold a matching row; the rows of the others still have to be tested.</summary>
    public Predicate? Filter { get; init; }

    public TableScan UseSnapshot(long snapshotId) => this with { SnapshotId = snapshotId };

    public TableScan Where(Predicate filter) => this with { Filter = Filter is null ? filter : Predicate.And(Filter, filter) };

    /// <exception cref="ArgumentException">The snapshot does not exist, or the filter does not fit the schema.</exception>
    /// <exception cref="InvalidFileException">A manifest is corrupt.</exception>
    /// <exception cref="FileMissingException">A manifest is not there.</exception>
    public async Task<ScanPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var snapshot = FindSnapshot();
        var schema = SnapshotId is null || snapshot is null ? Table.CurrentSchema : Table.SchemaOf(snapshot);
        var pruning = new ScanPruning(Table, Filter is null ? null : new PredicateBinder(schema).Bind(Filter));

        var store = new ManifestStore(IO);
        var manifests = await store.ReadListAsync(snapshot, cancellationToken).ConfigureAwait(false);
        var live = manifests.Where(m => m.MayHaveLiveFiles && pruning.Keeps(m)).ToList();
        var read = await store.ReadAllAsync(live, Table, cancellationToken).ConfigureAwait(false);

        var deletes = new DeleteIndex(Table, read.Where(r => r.Manifest.Content == ManifestContent.Deletes).SelectMany(r => r.Entries));
        var files = new List<FileScanTask>();
        var skipped = 0;
        foreach (var entry in read.Where(r => r.Manifest.Content == ManifestContent.Data).SelectMany(r => r.Entries))
        {
            if (!entry.IsLive) continue;
            if (pruning.Keeps(entry.File)) files.Add(new FileScanTask(entry.File, entry.SequenceNumber ?? 0, deletes.DeletesOf(entry)));
            else skipped++;
        }
        return new ScanPlan(snapshot, schema, files, new ScanCounts(live.Count, manifests.Count - live.Count, skipped));
    }

    private Snapshot? FindSnapshot()
    {
        if (SnapshotId is not { } id) return Table.CurrentSnapshot;
        return Table.FindSnapshot(id) ?? throw new ArgumentException($"The table has no snapshot {id}; it may have expired.");
    }
}
