using Floe.Iceberg.Catalog;
using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Removes old snapshots from the table, by its retention properties where nothing else is said: <c>history.expire.max-snapshot-age-ms</c> (5 days),
/// <c>history.expire.min-snapshots-to-keep</c> (1), <c>history.expire.max-ref-age-ms</c> (for ever), and those of each branch and tag. Files are not
/// deleted: the result names them.
/// </summary>
public sealed class ExpireSnapshots
{
    private readonly Table _table;
    private readonly HashSet<long> _ids = [];
    private DateTimeOffset? _olderThan;
    private int? _retainLast;
    private bool _cleanMetadata;

    internal ExpireSnapshots(Table table) => _table = table;

    /// <summary>Snapshots made before are expired, unless a branch has an age of its own.</summary>
    public ExpireSnapshots OlderThan(DateTimeOffset time)
    {
        _olderThan = time;
        return this;
    }

    /// <summary>Keeps at least so many snapshots of each branch that has no number of its own.</summary>
    /// <param name="count">From 1.</param>
    public ExpireSnapshots RetainLast(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _retainLast = count;
        return this;
    }

    /// <summary>Expires this snapshot, whatever its age. It must not be the head of a branch or have a tag.</summary>
    public ExpireSnapshots Expire(long snapshotId)
    {
        _ids.Add(snapshotId);
        return this;
    }

    /// <summary>Also drops schemas and partition specs that no remaining snapshot uses.</summary>
    public ExpireSnapshots CleanExpiredMetadata()
    {
        _cleanMetadata = true;
        return this;
    }

    /// <returns>What expired, with the files that no snapshot needs any more. If reading them fails, the snapshots are gone all the same, and <see cref="UnreferencedFiles"/> finds the files.</returns>
    /// <exception cref="ValidationException">The table forbids it (<c>gc.enabled</c>), or a snapshot to expire is referenced.</exception>
    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    public async Task<ExpiredFiles> CommitAsync(CancellationToken cancellationToken)
    {
        var (before, expired) = (_table.Metadata, (IReadOnlyList<Snapshot>)[]);
        await CommitRetry.RunAsync(_table, async (_, cancellation) =>
        {
            before = _table.Metadata;
            if (!before.Properties.GetBoolean(TableProperties.GcEnabled, true))
                throw new ValidationException($"Cannot expire snapshots of {_table.Identifier}: its property {TableProperties.GcEnabled} is false, because other tables may use its files.");
            (var change, expired) = await ChangeAsync(before, cancellation).ConfigureAwait(false);
            if (change.Updates.Count > 0) await _table.CommitAsync(change.Requirements, change.Updates, cancellation).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        return await ReachableFiles.LostAsync(_table.IO, before, expired, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(TableChange Change, IReadOnlyList<Snapshot> Expired)> ChangeAsync(TableMetadata table, CancellationToken cancellationToken)
    {
        var (refs, expired) = SnapshotRetention.Of(table, _table.Time.GetUtcNow(), _olderThan, _retainLast).Apply(table, _ids);
        var updates = refs.Select(r => (MetadataUpdate)new RemoveSnapshotRef(r)).ToList();
        if (expired.Count > 0) updates.Add(new RemoveSnapshots([.. expired.Select(s => s.SnapshotId)]));
        if (_cleanMetadata) updates.AddRange(await UnusedLayoutAsync(table, expired, cancellationToken).ConfigureAwait(false));
        // A reference that moved to a snapshot on its way out would go with it.
        List<UpdateRequirement> requirements = [.. table.Refs.Select(r => new AssertRefSnapshotId(r.Key, r.Value.SnapshotId))];
        if (_cleanMetadata) requirements.AddRange([new AssertCurrentSchemaId(table.CurrentSchemaId), new AssertDefaultSpecId(table.DefaultSpecId)]);
        return (new TableChange(requirements, updates), expired);
    }

    private async Task<IReadOnlyList<MetadataUpdate>> UnusedLayoutAsync(TableMetadata table, IReadOnlyList<Snapshot> expired, CancellationToken cancellationToken)
    {
        var store = new ManifestStore(_table.IO);
        var schemas = new HashSet<int> { table.CurrentSchemaId };
        var specs = new HashSet<int> { table.DefaultSpecId };
        foreach (var snapshot in table.Snapshots.Except(expired))
        {
            if (snapshot.SchemaId is { } id) schemas.Add(id);
            foreach (var manifest in await store.ReadListAsync(snapshot, cancellationToken).ConfigureAwait(false)) specs.Add(manifest.PartitionSpecId);
        }
        var updates = new List<MetadataUpdate>();
        if (table.PartitionSpecs.Select(s => s.SpecId).Where(id => !specs.Contains(id)).ToList() is { Count: > 0 } unusedSpecs) updates.Add(new RemovePartitionSpecs(unusedSpecs));
        if (table.Schemas.Select(s => s.SchemaId).Where(id => !schemas.Contains(id)).ToList() is { Count: > 0 } unusedSchemas) updates.Add(new RemoveSchemas(unusedSchemas));
        return updates;
    }
}
