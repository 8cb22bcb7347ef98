using Floe.Iceberg.Scan;
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

    /// <summary>Remove the data files all of whose rows match; a file some of whose rows match is in the way.</summary>
    public Predicate? RemovedWhere { get; set; }

    /// <summary>Whether small manifests are merged.</summary>
    public bool MergesManifests { get; set; } = true;

    /// <summary>Given to added data files in place of the commit's number, so that deletes that came meanwhile still apply to them.</summary>
    public long? DataSequenceNumber { get; set; }

    public bool RemovesData => RemoveAll || RemovedWhere is not null || RemovedData.Count > 0;

    public bool RemovesAny => RemovesData || RemovedDeletes.Count > 0;
}
