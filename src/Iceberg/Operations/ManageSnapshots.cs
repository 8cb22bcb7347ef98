using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>
/// Changes branches and tags, the current snapshot among them (it is the branch <c>main</c>). All changes are committed at once; each is made anew
/// from the state that an attempt finds.
/// </summary>
public sealed class ManageSnapshots
{
    private readonly Table _table;
    private readonly List<Action<RefsDraft>> _steps = [];

    internal ManageSnapshots(Table table) => _table = table;

    /// <summary>Takes back what was committed after a snapshot, which must be an ancestor of the current one.</summary>
    public ManageSnapshots RollbackTo(long snapshotId) => Step(refs => refs.Rollback(snapshotId));

    /// <summary>Takes back what was committed at this time or later.</summary>
    public ManageSnapshots RollbackToTime(DateTimeOffset time) => Step(refs => refs.RollbackTo(time));

    /// <summary>Makes any snapshot of the table the current one.</summary>
    public ManageSnapshots SetCurrentSnapshot(long snapshotId) => Step(refs => refs.Move(SnapshotRef.Main, snapshotId, orCreate: true));

    /// <param name="snapshotId">Null: the current one.</param>
    public ManageSnapshots CreateBranch(string name, long? snapshotId = null) => Step(refs => refs.Create(name, SnapshotRefType.Branch, snapshotId));

    /// <param name="snapshotId">Null: the current one.</param>
    public ManageSnapshots CreateTag(string name, long? snapshotId = null) => Step(refs => refs.Create(name, SnapshotRefType.Tag, snapshotId));

    public ManageSnapshots ReplaceBranch(string name, long snapshotId) => Step(refs => refs.Replace(name, SnapshotRefType.Branch, snapshotId));

    public ManageSnapshots ReplaceTag(string name, long snapshotId) => Step(refs => refs.Replace(name, SnapshotRefType.Tag, snapshotId));

    public ManageSnapshots RemoveBranch(string name) => Step(refs => refs.Remove(name, SnapshotRefType.Branch));

    public ManageSnapshots RemoveTag(string name) => Step(refs => refs.Remove(name, SnapshotRefType.Tag));

    public ManageSnapshots RenameBranch(string name, string newName) => Step(refs => refs.Rename(name, newName));

    /// <summary>Moves a branch, which is made if it does not exist, to where another one (or a tag) is, which must be ahead of it.</summary>
    public ManageSnapshots FastForward(string branch, string to) => Step(refs => refs.FastForward(branch, to));

    /// <summary>What expiry keeps of a branch: see <see cref="SnapshotRef.MinSnapshotsToKeep"/>.</summary>
    public ManageSnapshots SetMinSnapshotsToKeep(string branch, int? count) => Step(refs => refs.Change(branch, SnapshotRefType.Branch, r => r with { MinSnapshotsToKeep = count }));

    /// <summary>What expiry keeps of a branch: see <see cref="SnapshotRef.MaxSnapshotAgeMs"/>.</summary>
    public ManageSnapshots SetMaxSnapshotAge(string branch, TimeSpan? age) => Step(refs => refs.Change(branch, SnapshotRefType.Branch, r => r with { MaxSnapshotAgeMs = Milliseconds(age) }));

    /// <summary>How long expiry keeps a branch or tag: see <see cref="SnapshotRef.MaxRefAgeMs"/>.</summary>
    public ManageSnapshots SetMaxRefAge(string name, TimeSpan? age) => Step(refs => refs.Change(name, null, r => r with { MaxRefAgeMs = Milliseconds(age) }));

    /// <exception cref="ValidationException">A reference or snapshot is not as a change needs it.</exception>
    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    public Task CommitAsync(CancellationToken cancellationToken) => _table.UpdateAsync(table =>
    {
        var refs = new RefsDraft(table);
        foreach (var step in _steps) step(refs);
        return refs.Changes();
    }, cancellationToken);

    private static long? Milliseconds(TimeSpan? age) => age is { } time ? (long)time.TotalMilliseconds : null;

    private ManageSnapshots Step(Action<RefsDraft> step)
    {
        _steps.Add(step);
        return this;
    }
}
