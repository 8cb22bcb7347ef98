using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Adds delete files, and data files with the new versions of rows: merge-on-read <c>DELETE</c>, <c>UPDATE</c>, <c>MERGE</c>.</summary>
public sealed class RowDelta : SnapshotOperationBase<RowDelta>
{
    private readonly FileSet _referenced = new();
    private Predicate? _conflictFilter;
    private bool _noNewData;
    private bool _noNewDeletes;

    internal RowDelta(Table table)
        : base(table)
    {
    }

    private protected override string Operation => (Changes.AddedData.Count > 0, Changes.AddedDeletes.Count > 0, Changes.RemovesAny) switch
    {
        (true, false, false) => SnapshotOperation.Append,
        (false, true, _) => SnapshotOperation.Delete,
        _ => SnapshotOperation.Overwrite,
    };

    public RowDelta AddRows(DataFile file)
    {
        FileChecks.RequireData(file);
        Changes.AddedData.Add(file);
        return this;
    }

    /// <exception cref="ArgumentException">The file is no delete file that the table's version takes.</exception>
    public RowDelta AddDeletes(DataFile file)
    {
        FileChecks.RequireDeletes(file, Table.Metadata.FormatVersion);
        Changes.AddedDeletes.Add(file);
        if (file.ReferencedDataFile is { } data) _referenced.Add(data);
        return this;
    }

    /// <summary>Removes a delete file that an added one replaces: a deletion vector holds the deletes of the one before it.</summary>
    public RowDelta RemoveDeletes(DataFile file)
    {
        Changes.RemovedDeletes.Add(file);
        return this;
    }

    /// <summary>Adds the vectors that <see cref="Table.NewDeletionVectors"/> wrote and removes what they replace.</summary>
    public RowDelta AddDeletes(DeletionVectorChanges vectors)
    {
        foreach (var added in vectors.Added) AddDeletes(added);
        foreach (var replaced in vectors.Replaced) RemoveDeletes(replaced);
        return this;
    }

    /// <summary>Data files that the position deletes name; they must still be there.</summary>
    public RowDelta ValidateDataFilesExist(IEnumerable<string> paths)
    {
        foreach (var path in paths) _referenced.Add(path);
        return this;
    }

    /// <inheritdoc cref="OverwriteFiles.ValidateFrom"/>
    public RowDelta ValidateFrom(long? snapshotId)
    {
        StartSnapshotId = snapshotId;
        return this;
    }

    /// <inheritdoc cref="OverwriteFiles.ValidateNoConflictingData"/>
    public RowDelta ValidateNoConflictingData(Predicate? filter = null)
    {
        (_noNewData, _conflictFilter) = (true, filter ?? _conflictFilter);
        return this;
    }

    /// <summary>Fails if rows that may match were deleted meanwhile: an update would bring them back.</summary>
    public RowDelta ValidateNoConflictingDeletes(Predicate? filter = null)
    {
        (_noNewDeletes, _conflictFilter) = (true, filter ?? _conflictFilter);
        return this;
    }

    private protected override async Task ValidateAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken)
    {
        if (_referenced.Count == 0 && !_noNewData && !_noNewDeletes) return;
        var history = await ChangeHistory.LoadAsync(Table.IO, current, parent, StartSnapshotId, cancellationToken).ConfigureAwait(false);
        history.RequireNotRemoved(_referenced);
        history.RequireNoNewVectors(Changes.AddedDeletes);
        if (_noNewData) history.RequireNoNewData(_conflictFilter);
        if (_noNewDeletes) history.RequireNoNewDeletes(_conflictFilter);
    }
}
