using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>The files that a commit adds and removes.</summary>
internal sealed class FileChanges
{
    public List<DataFile> AddedData { get; } = [];

    public List<DataFile> AddedDeletes { get; } = [];

    /// <summary>Data files that must be live when the commit happens.</summary>
    public FileSet RemovedData { get; } = new();

    public FileSet RemovedDeletes { get; } = new();

    /// <summary>Remove whatever is live, data and deletes.</summary>
    public bool RemoveAll { get; set; }

    /// <summary>Given to added data files in place of the commit's number, so that deletes that came meanwhile still apply to them.</summary>
    public long? DataSequenceNumber { get; set; }

    public bool RemovesAny => RemoveAll || RemovedData.Count > 0 || RemovedDeletes.Count > 0;
}
