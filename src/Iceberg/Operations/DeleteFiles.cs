using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Removes whole data files, each of which must be live when the commit happens.</summary>
public sealed class DeleteFiles : SnapshotOperationBase<DeleteFiles>
{
    internal DeleteFiles(Table table)
        : base(table)
    {
    }

    private protected override string Operation => SnapshotOperation.Delete;

    public DeleteFiles Remove(string path)
    {
        Changes.RemovedData.Add(path);
        return this;
    }

    public DeleteFiles Remove(DataFile file)
    {
        FileChecks.RequireData(file);
        Changes.RemovedData.Add(file);
        return this;
    }

    /// <summary>Removes the files that hold nothing but matching rows when the commit happens. The commit fails if a file may hold both matching and other rows.</summary>
    public DeleteFiles RemoveWhere(Predicate filter)
    {
        Changes.RemovedWhere = filter;
        return this;
    }
}
