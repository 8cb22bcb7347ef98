using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Fills in what entries leave to the manifest list: snapshot id, sequence numbers, and row ids (specification, "Sequence Number Inheritance", "Row Lineage").</summary>
internal sealed class EntryInheritance(ManifestFile manifest)
{
    private long? _nextRowId = manifest.Content == ManifestContent.Data ? manifest.FirstRowId : null;

    public ManifestEntry Apply(ManifestEntry entry)
    {
        // Only files that were added take the manifest's number. v1 manifests have number 0, and so have their files.
        var inherits = entry.Status == EntryStatus.Added || manifest.SequenceNumber == 0;
        return entry with
        {
            SnapshotId = entry.SnapshotId ?? manifest.AddedSnapshotId,
            SequenceNumber = entry.SequenceNumber ?? (inherits ? manifest.SequenceNumber : null),
            FileSequenceNumber = entry.FileSequenceNumber ?? (inherits ? manifest.SequenceNumber : null),
            File = WithRowId(entry),
        };
    }

    private DataFile WithRowId(ManifestEntry entry)
    {
        if (_nextRowId is not { } first || !entry.IsLive || entry.File.FirstRowId is not null) return entry.File;
        _nextRowId = first + entry.File.RecordCount;
        return entry.File with { FirstRowId = first };
    }
}
