using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Decides what expires, by the retention policy of the specification ("Snapshot Retention Policy").</summary>
/// <param name="OlderThanMs">For branches without an age of their own, and for snapshots that no reference leads to.</param>
/// <param name="RetainLast">For branches without a number of their own.</param>
/// <param name="MaxRefAgeMs">For references without an age of their own.</param>
internal sealed record SnapshotRetention(long NowMs, long OlderThanMs, int RetainLast, long MaxRefAgeMs)
{
    private static readonly TimeSpan DefaultMaxSnapshotAge = TimeSpan.FromDays(5);

    /// <param name="olderThan">Null: the table's property.</param>
    /// <param name="retainLast">Null: the table's property.</param>
    public static SnapshotRetention Of(TableMetadata table, DateTimeOffset now, DateTimeOffset? olderThan, int? retainLast)
    {
        var (properties, nowMs) = (table.Properties, now.ToUnixTimeMilliseconds());
        return new SnapshotRetention(
            nowMs,
            olderThan?.ToUnixTimeMilliseconds() ?? nowMs - properties.GetLong(TableProperties.MaxSnapshotAgeMs, (long)DefaultMaxSnapshotAge.TotalMilliseconds),
            Math.Max(1, retainLast ?? properties.GetInt(TableProperties.MinSnapshotsToKeep, 1)),
            properties.GetLong(TableProperties.MaxRefAgeMs, long.MaxValue));
    }

    /// <param name="always">Snapshots to expire whatever their age.</param>
    /// <returns>The references and snapshots that go.</returns>
    /// <exception cref="ValidationException">A snapshot to expire is the head of a branch, or has a tag.</exception>
    public (IReadOnlyList<string> Refs, IReadOnlyList<Snapshot> Snapshots) Apply(TableMetadata table, IReadOnlySet<long> always)
    {
        var gone = table.Refs.Where(r => r.Key != SnapshotRef.Main && IsTooOld(table, r.Value)).Select(r => r.Key).ToList();
        var refs = table.Refs.Where(r => !gone.Contains(r.Key)).ToDictionary();
        foreach (var (name, reference) in refs.Where(r => always.Contains(r.Value.SnapshotId)))
            throw new ValidationException($"Cannot expire snapshot {reference.SnapshotId}: {name} still refers to it.");

        var retained = refs.Values.Select(r => r.SnapshotId).ToHashSet();
        var referenced = new HashSet<long>(retained);
        foreach (var branch in refs.Values.Where(r => r.Type == SnapshotRefType.Branch))
        {
            var history = table.History(branch.SnapshotId).ToList();
            referenced.UnionWith(history.Select(s => s.SnapshotId));
            retained.UnionWith(Retained(history, branch).Select(s => s.SnapshotId));
        }
        // A snapshot that nothing leads to may be staged, or of a commit on its way: only its age counts.
        retained.UnionWith(table.Snapshots.Where(s => !referenced.Contains(s.SnapshotId) && s.TimestampMs >= OlderThanMs).Select(s => s.SnapshotId));
        return (gone, [.. table.Snapshots.Where(s => always.Contains(s.SnapshotId) || !retained.Contains(s.SnapshotId))]);
    }

    private IEnumerable<Snapshot> Retained(List<Snapshot> history, SnapshotRef branch)
    {
        var olderThan = branch.MaxSnapshotAgeMs is { } age ? NowMs - age : OlderThanMs;
        var keep = branch.MinSnapshotsToKeep ?? RetainLast;
        return history.TakeWhile((snapshot, i) => i < keep || snapshot.TimestampMs >= olderThan);
    }

    /// <summary>A reference whose snapshot is not there is of no use.</summary>
    private bool IsTooOld(TableMetadata table, SnapshotRef reference) =>
        table.FindSnapshot(reference.SnapshotId) is not { } snapshot || NowMs - snapshot.TimestampMs > (reference.MaxRefAgeMs ?? MaxRefAgeMs);
}
