using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Running.Procedures;

/// <summary>Procedures that move the current snapshot or a branch, and the one that tells where it came from.</summary>
internal static class SnapshotProcedures
{
    private static readonly ResultColumn[] Moved = [ProcedureResult.Long("previous_snapshot_id"), ProcedureResult.Long("current_snapshot_id")];
    private static readonly ResultColumn[] Picked = [ProcedureResult.Long("source_snapshot_id"), ProcedureResult.Long("current_snapshot_id")];

    public static async Task<ProcedureAnswer> RollbackToSnapshotAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var id = await call.Arguments.RequiredLongAsync("snapshot_id", cancellationToken);
        return await MoveAsync(call, change => change.RollbackTo(id), cancellationToken);
    }

    public static async Task<ProcedureAnswer> RollbackToTimestampAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var time = await call.Arguments.RequiredTimeAsync("timestamp", cancellationToken);
        return await MoveAsync(call, change => change.RollbackToTime(time), cancellationToken);
    }

    public static async Task<ProcedureAnswer> SetCurrentAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var id = await call.Arguments.LongAsync("snapshot_id", cancellationToken);
        var name = await call.Arguments.TextAsync("ref", cancellationToken);
        if (id is null == name is null)
            throw new SqlError("set_current_snapshot needs either the argument 'snapshot_id' or the argument 'ref'.");
        if (name is not null)
            id = call.Table.Metadata.Refs.TryGetValue(name, out var reference)
                ? reference.SnapshotId
                : throw new SqlError($"The table {call.Reference} has no branch or tag '{name}'.", call.Arguments.PositionOf("ref"));
        return await MoveAsync(call, change => change.SetCurrentSnapshot(id!.Value), cancellationToken);
    }

    public static async Task<ProcedureAnswer> CherryPickAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var id = await call.Arguments.RequiredLongAsync("snapshot_id", cancellationToken);
        var current = await call.Table.CherryPickAsync(id, cancellationToken);
        return new ProcedureAnswer(ProcedureResult.Of(Picked, [[id, current.SnapshotId]])) { SnapshotId = current.SnapshotId };
    }

    public static async Task<ProcedureAnswer> PublishAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var wapId = await call.Arguments.RequiredTextAsync("wap_id", cancellationToken);
        var staged = call.Table.Metadata.Snapshots.Where(snapshot => snapshot.Summary.GetValueOrDefault(SummaryKeys.WapId) == wapId).ToList();
        if (staged.Count > 1)
            throw new SqlError($"The table {call.Reference} has {staged.Count} snapshots with the wap id '{wapId}'. Use cherrypick_snapshot.", call.Arguments.PositionOf("wap_id"));
        var current = await call.Table.PublishAsync(wapId, cancellationToken);
        return new ProcedureAnswer(ProcedureResult.Of(Picked, [[staged[0].SnapshotId, current.SnapshotId]])) { SnapshotId = current.SnapshotId };
    }

    public static async Task<ProcedureAnswer> FastForwardAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var branch = await call.Arguments.RequiredTextAsync("branch", cancellationToken);
        var to = await call.Arguments.RequiredTextAsync("to", cancellationToken);
        var previous = call.Table.Metadata.Refs.GetValueOrDefault(branch)?.SnapshotId;
        await call.Table.NewManageSnapshots().FastForward(branch, to).CommitAsync(cancellationToken);
        var updated = call.Table.Metadata.Refs.GetValueOrDefault(branch)?.SnapshotId;
        return new ProcedureAnswer(ProcedureResult.Of(
            [ProcedureResult.Text("branch_updated"), ProcedureResult.Long("previous_ref"), ProcedureResult.Long("updated_ref")], [[branch, previous, updated]]));
    }

    public static async Task<ProcedureAnswer> AncestorsAsync(ProcedureCall call, CancellationToken cancellationToken)
    {
        var metadata = call.Table.Metadata;
        var id = await call.Arguments.LongAsync("snapshot_id", cancellationToken) ?? metadata.CurrentSnapshotId;
        if (id is { } given && metadata.FindSnapshot(given) is null)
            throw new SqlError($"The table {call.Reference} has no snapshot {given}; it may have expired.", call.Arguments.PositionOf("snapshot_id"));
        var ancestors = id is { } start ? metadata.History(start) : [];
        return new ProcedureAnswer(ProcedureResult.Of(
            [ProcedureResult.Long("snapshot_id"), ProcedureResult.Long("timestamp")],
            [.. ancestors.Select(snapshot => (IReadOnlyList<object?>)[snapshot.SnapshotId, snapshot.TimestampMs])]));
    }

    private static async Task<ProcedureAnswer> MoveAsync(ProcedureCall call, Action<Iceberg.Operations.ManageSnapshots> change, CancellationToken cancellationToken)
    {
        var previous = call.Table.Metadata.CurrentSnapshotId;
        var manage = call.Table.NewManageSnapshots();
        change(manage);
        await manage.CommitAsync(cancellationToken);
        return new ProcedureAnswer(ProcedureResult.Of(Moved, [[previous, call.Table.Metadata.CurrentSnapshotId]]));
    }
}
