namespace Floe.Iceberg.Spec;

public enum SnapshotRefType
{
    Branch,
    Tag,
}

/// <summary>A name for a snapshot. A branch moves with commits to it, a tag stays.</summary>
/// <param name="MinSnapshotsToKeep">Branches only, from 1: expiry keeps at least so many of its snapshots.</param>
/// <param name="MaxSnapshotAgeMs">Branches only: expiry keeps its snapshots for so long.</param>
/// <param name="MaxRefAgeMs">Expiry drops the reference when its snapshot is older; never the main branch.</param>
public sealed record SnapshotRef(
    long SnapshotId, SnapshotRefType Type, int? MinSnapshotsToKeep = null, long? MaxSnapshotAgeMs = null, long? MaxRefAgeMs = null)
{
    public const string Main = "main";

    public static SnapshotRef Branch(long snapshotId) => new(snapshotId, SnapshotRefType.Branch);
}
