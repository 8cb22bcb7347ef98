using Floe.Iceberg.Catalog;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>What all operations that make a snapshot have in common. An operation is for one commit.</summary>
public abstract class SnapshotOperationBase<TSelf>
    where TSelf : SnapshotOperationBase<TSelf>
{
    private readonly Dictionary<string, string> _summary = new(StringComparer.Ordinal);
    private string _branch = SnapshotRef.Main;
    private bool _stageOnly;

    private protected SnapshotOperationBase(Table table)
    {
        Table = table;
        StartSnapshotId = table.Metadata.CurrentSnapshotId;
    }

    private protected FileChanges Changes { get; } = new();

    private protected Table Table { get; }

    /// <summary>What the operation builds on; conflicts are looked for after it.</summary>
    private protected long? StartSnapshotId { get; set; }

    /// <summary>Adds a property to the snapshot's summary, such as <see cref="SummaryKeys.EngineName"/>.</summary>
    public TSelf Set(string key, string value)
    {
        _summary[key] = value;
        return (TSelf)this;
    }

    /// <summary>Commits to another branch than main; the branch is made if it does not exist. Call it before what depends on the branch's state.</summary>
    public TSelf ToBranch(string branch)
    {
        _branch = branch;
        StartSnapshotId = (Table.Metadata.FindSnapshot(branch) ?? Table.Metadata.CurrentSnapshot)?.SnapshotId;
        return (TSelf)this;
    }

    /// <summary>
    /// Makes the snapshot known without moving a branch to it: write, audit, publish. With a <see cref="SummaryKeys.WapId"/> in its summary it is found
    /// and published by <see cref="Table.PublishAsync"/>, otherwise by <see cref="Table.CherryPickAsync"/>.
    /// </summary>
    public TSelf StageOnly()
    {
        _stageOnly = true;
        return (TSelf)this;
    }

    /// <summary>Writes manifests and commits, again and again where others were faster, within the limits of the table's properties.</summary>
    /// <returns>The new snapshot.</returns>
    /// <exception cref="ValidationException">What the operation builds on was changed by somebody else.</exception>
    /// <exception cref="CommitFailedException">Others were faster in every attempt.</exception>
    /// <exception cref="CommitStateUnknownException">Nobody knows whether the snapshot is in the table: its files must stay.</exception>
    public Task<Snapshot> CommitAsync(CancellationToken cancellationToken) =>
        new SnapshotCommit(Table, new SnapshotPlan(Operation, _branch, _summary, ValidateAsync) { Manifests = NewManifests, StageOnly = _stageOnly }).RunAsync(cancellationToken);

    /// <summary>One of <see cref="SnapshotOperation"/>.</summary>
    private protected abstract string Operation { get; }

    private protected virtual IManifestProducer NewManifests(Guid commitId, long snapshotId) => new ManifestProducer(Table.IO, commitId, snapshotId, Changes);

    /// <summary>Checks, before each attempt, that the operation still fits.</summary>
    private protected virtual Task ValidateAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken) => Task.CompletedTask;
}
