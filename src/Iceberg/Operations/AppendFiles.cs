using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Adds data files. Fits every state of the table, so only a stubborn race can make it fail.</summary>
public sealed class AppendFiles : SnapshotOperationBase<AppendFiles>
{
    internal AppendFiles(Table table)
        : base(table)
    {
    }

    private protected override string Operation => SnapshotOperation.Append;

    /// <exception cref="ArgumentException">The file is not a data file.</exception>
    public AppendFiles Add(DataFile file)
    {
        FileChecks.RequireData(file);
        Changes.AddedData.Add(file);
        return this;
    }

    public AppendFiles AddRange(IEnumerable<DataFile> files)
    {
        foreach (var file in files) Add(file);
        return this;
    }

    /// <summary>Leaves small manifests as they are: a commit costs the same whatever the table holds, and reading gets dearer until others merge them.</summary>
    public AppendFiles WithoutMerging()
    {
        Changes.MergesManifests = false;
        return this;
    }
}
