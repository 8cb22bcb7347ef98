using Floe.Iceberg.Manifests;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Procedures;

internal static class ManifestProcedures
{
    /// <summary>rewrite_manifests: groups the entries of data manifests by partition.</summary>
    public static async Task<ProcedureAnswer> RewriteAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var specId = await call.Arguments.LongAsync("spec_id", cancellationToken) ?? call.Table.Metadata.DefaultSpecId;
        if (call.Table.Metadata.FindSpec(checked((int)specId)) is null)
            throw new Syntax.SqlError($"The table has no partition spec {specId}.", call.Arguments.PositionOf("spec_id"));
        var store = new ManifestStore(call.Context.Files);
        var before = await PathsAsync(store, call.Table.Metadata.CurrentSnapshot, specId, cancellationToken);
        // One manifest is as good as it can be.
        if (before.Count < 2)
            return Answer(0, 0, null);
        var snapshot = await Commits.Sign(call.Context, call.Table.NewRewriteManifests().Where(manifest => before.Contains(manifest.Path))).CommitAsync(cancellationToken);
        var after = await PathsAsync(store, snapshot, specId, cancellationToken);
        return Answer(before.Count(path => !after.Contains(path)), after.Count(path => !before.Contains(path)), snapshot.SnapshotId);
    }

    private static async Task<HashSet<string>> PathsAsync(ManifestStore store, Snapshot? snapshot, long specId, CancellationToken cancellationToken) =>
        [.. (await store.ReadListAsync(snapshot, cancellationToken)).Where(manifest => manifest.Content == ManifestContent.Data && manifest.PartitionSpecId == specId).Select(manifest => manifest.Path)];

    private static ProcedureAnswer Answer(int rewritten, int added, long? snapshot) =>
        new(ProcedureResult.Of([ProcedureResult.Int("rewritten_manifests_count"), ProcedureResult.Int("added_manifests_count")], [[rewritten, added]])) { SnapshotId = snapshot };
}
