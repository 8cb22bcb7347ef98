using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Replaces files by others with other rows: <c>INSERT OVERWRITE</c> and copy-on-write <c>UPDATE</c>, <c>DELETE</c>, <c>MERGE</c>.</summary>
public sealed class OverwriteFiles : SnapshotOperationBase<OverwriteFiles>
{
    private Predicate? _conflictFilter;
    private bool _noNewData;
    private bool _noNewDeletes;

    internal OverwriteFiles(Table table)
        : base(table)
    {
    }

    private protected override string Operation => (Changes.AddedData.Count > 0, Changes.RemovesAny) switch
    {
        (true, false) => SnapshotOperation.Append,
        (false, true) => SnapshotOperation.Delete,
        _ => SnapshotOperation.Overwrite,
    };

    /// <exception cref="ArgumentException">The file is not a data file.</exception>
    public OverwriteFiles Add(DataFile file)
    {
        FileChecks.RequireData(file);
        Changes.AddedData.Add(file);
        return this;
    }

    /// <summary>Removes a file, which must be live when the commit happens.</summary>
    public OverwriteFiles Remove(DataFile file)
    {
        FileChecks.RequireData(file);
        Changes.RemovedData.Add(file);
        return this;
    }

    /// <summary>Removes whatever the table holds when the commit happens.</summary>
    public OverwriteFiles RemoveAll()
    {
        Changes.RemoveAll = true;
        return this;
    }

    /// <summary>
    /// Removes the files that hold nothing but matching rows when the commit happens, as their partitions, counts and bounds tell. Conflicts are looked for
    /// by the same filter if no other is given. The commit fails if a file may hold both matching and other rows.
    /// </summary>
    public OverwriteFiles RemoveWhere(Predicate filter)
    {
        Changes.RemovedWhere = filter;
        _conflictFilter ??= filter;
        return this;
    }

    /// <summary>The snapshot the new files were made from; conflicts are looked for after it. If not called: the head of the branch when the operation was made.</summary>
    public OverwriteFiles ValidateFrom(long? snapshotId)
    {
        StartSnapshotId = snapshotId;
        return this;
    }

    /// <summary>Rows that the operation did not see must not exist: fails if data that may match was added meanwhile (serializable isolation).</summary>
    public OverwriteFiles ValidateNoConflictingData(Predicate? filter = null)
    {
        (_noNewData, _conflictFilter) = (true, filter ?? _conflictFilter);
        return this;
    }

    /// <summary>Fails if rows of the replaced files were deleted meanwhile: the new files would bring them back (snapshot isolation).</summary>
    public OverwriteFiles ValidateNoConflictingDeletes()
    {
        _noNewDeletes = true;
        return this;
    }

    private protected override async Task ValidateAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken)
    {
        if (!_noNewData && !_noNewDeletes) return;
        var history = await ChangeHistory.LoadAsync(Table.IO, current, parent, StartSnapshotId, cancellationToken).ConfigureAwait(false);
        if (_noNewData) history.RequireNoNewData(_conflictFilter);
        if (_noNewDeletes) history.RequireNoNewDeletesFor(Changes.RemovedData, ignoreEqualityDeletes: false);
    }
}
