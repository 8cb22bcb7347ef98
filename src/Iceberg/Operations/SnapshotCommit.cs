using Floe.Iceberg.Catalog;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Makes one snapshot. Manifests of new files are written once and used in every attempt; what depends on the table's state is made anew.
/// Files of attempts that failed stay behind: table buckets do not let a client delete, their unreferenced file removal does it.
/// </summary>
internal sealed class SnapshotCommit
{
    private readonly Table _table;
    private readonly SnapshotPlan _plan;
    private readonly Guid _commitId = Guid.NewGuid();
    private readonly long _snapshotId;
    private readonly IManifestProducer _manifests;

    public SnapshotCommit(Table table, SnapshotPlan plan)
    {
        _table = table;
        _plan = plan;
        _snapshotId = NewSnapshotId(table.Metadata);
        _manifests = plan.Manifests(_commitId, _snapshotId);
    }

    public async Task<Snapshot> RunAsync(CancellationToken cancellationToken)
    {
        Snapshot? committed = null;
        await CommitRetry.RunAsync(_table, async (attempt, cancellation) => committed = await AttemptAsync(attempt, cancellation).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return committed!;
    }

    private async Task<Snapshot> AttemptAsync(int attempt, CancellationToken cancellationToken)
    {
        var current = _table.Metadata;
        var reference = current.Refs.GetValueOrDefault(_plan.Branch);
        if (reference is { Type: SnapshotRefType.Tag }) throw new ValidationException($"{_plan.Branch} is a tag, which cannot be committed to.");
        // A new branch starts from the table's current state.
        var parent = reference is null ? current.CurrentSnapshot : current.FindSnapshot(reference.SnapshotId);

        await _plan.ValidateAsync(current, parent, cancellationToken).ConfigureAwait(false);
        var produced = await _manifests.ProduceAsync(current, parent, cancellationToken).ConfigureAwait(false);
        var (list, written, nextRowId) = ManifestListWriter.Write(current, _snapshotId, parent?.SnapshotId, produced.Manifests);
        var location = TableLocations.ManifestList(current, _snapshotId, attempt, _commitId);
        await _table.IO.WriteAsync(location, list, cancellationToken).ConfigureAwait(false);

        var snapshot = new Snapshot
        {
            SnapshotId = _snapshotId,
            ParentSnapshotId = parent?.SnapshotId,
            SequenceNumber = current.NextSequenceNumber,
            // A clock that runs behind another writer's must not turn history around.
            TimestampMs = Math.Max(_table.Time.GetUtcNow().ToUnixTimeMilliseconds(), current.LastUpdatedMs),
            ManifestList = location,
            Summary = produced.Summary.Build(_plan.Operation, _plan.Summary, parent?.Summary, written, parent is null),
            SchemaId = current.CurrentSchemaId,
            FirstRowId = current.FormatVersion >= 3 ? current.NextRowId : null,
            AddedRows = current.FormatVersion >= 3 ? nextRowId - current.NextRowId : null,
        };
        await CommitAsync(snapshot, reference, cancellationToken).ConfigureAwait(false);
        return snapshot;
    }

    private async Task CommitAsync(Snapshot snapshot, SnapshotRef? reference, CancellationToken cancellationToken)
    {
        var moved = reference is null ? SnapshotRef.Branch(snapshot.SnapshotId) : reference with { SnapshotId = snapshot.SnapshotId };
        var (requirements, updates) = _plan.StageOnly
            ? new TableChange([], [new AddSnapshot(snapshot)])
            : new TableChange([new AssertRefSnapshotId(_plan.Branch, reference?.SnapshotId)], [new AddSnapshot(snapshot), new SetSnapshotRef(_plan.Branch, moved)]);
        try
        {
            await _table.CommitAsync(requirements, updates, cancellationToken).ConfigureAwait(false);
        }
        catch (CommitStateUnknownException)
        {
            // The snapshot's id is ours alone: if the table has it, the commit happened.
            await _table.RefreshAsync(cancellationToken).ConfigureAwait(false);
            if (_table.Metadata.FindSnapshot(snapshot.SnapshotId) is null) throw;
        }
    }

    private static long NewSnapshotId(TableMetadata table)
    {
        Span<byte> bytes = stackalloc byte[16];
        while (true)
        {
            Guid.NewGuid().TryWriteBytes(bytes);
            var id = (BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..])) & long.MaxValue;
            if (id > 0 && table.FindSnapshot(id) is null) return id;
        }
    }
}
