using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Replaces files by others with the same rows. Loses to a writer that changed the rows meanwhile.</summary>
public sealed class RewriteFiles : SnapshotOperationBase<RewriteFiles>
{
    internal RewriteFiles(Table table)
        : base(table)
    {
    }

    private protected override string Operation => SnapshotOperation.Replace;

    public RewriteFiles Add(DataFile file)
    {
        FileChecks.RequireData(file);
        Changes.AddedData.Add(file);
        return this;
    }

    public RewriteFiles Remove(DataFile file)
    {
        FileChecks.RequireData(file);
        Changes.RemovedData.Add(file);
        return this;
    }

    /// <summary>Removes a delete file that no remaining data file needs.</summary>
    public RewriteFiles RemoveDeletes(DataFile file)
    {
        Changes.RemovedDeletes.Add(file);
        return this;
    }

    /// <inheritdoc cref="OverwriteFiles.ValidateFrom"/>
    public RewriteFiles ValidateFrom(long? snapshotId)
    {
        StartSnapshotId = snapshotId;
        return this;
    }

    /// <summary>
    /// Gives the new files the sequence number of the snapshot that was rewritten, so that equality deletes that were committed meanwhile apply to
    /// them too and are no conflict (Java's default for compaction).
    /// </summary>
    public RewriteFiles UseStartingSequenceNumber(long sequenceNumber)
    {
        Changes.DataSequenceNumber = sequenceNumber;
        return this;
    }

    private protected override async Task ValidateAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken)
    {
        var history = await ChangeHistory.LoadAsync(Table.IO, current, parent, StartSnapshotId, cancellationToken).ConfigureAwait(false);
        history.RequireNoNewDeletesFor(Changes.RemovedData, ignoreEqualityDeletes: Changes.DataSequenceNumber is not null);
    }
}
