namespace Floe.Iceberg.Spec;

public enum EntryStatus
{
    /// <summary>In the table before the snapshot that wrote the manifest.</summary>
    Existing = 0,

    Added = 1,

    /// <summary>Removed by the snapshot that wrote the manifest; a later rewrite of the manifest drops the entry.</summary>
    Deleted = 2,
}

/// <summary>A file and its place in the history of the table.</summary>
/// <param name="SnapshotId">The snapshot that added the file, or removed it where it is deleted. Null on the way to a new manifest: it is inherited.</param>
/// <param name="SequenceNumber">Decides which deletes apply to which data. Null on the way to a new manifest: it is inherited from the commit.</param>
/// <param name="FileSequenceNumber">The sequence number of the commit that added the file; null in files of v1 writers and on the way to a new manifest.</param>
public sealed record ManifestEntry(EntryStatus Status, long? SnapshotId, long? SequenceNumber, long? FileSequenceNumber, DataFile File)
{
    public bool IsLive => Status != EntryStatus.Deleted;
}
