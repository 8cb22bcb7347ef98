namespace Floe.Iceberg.Spec;

/// <summary>The state of a table after a commit.</summary>
public sealed record Snapshot
{
    public required long SnapshotId { get; init; }

    public long? ParentSnapshotId { get; init; }

    /// <summary>0 in v1 tables, which do not have it.</summary>
    public long SequenceNumber { get; init; }

    public required long TimestampMs { get; init; }

    /// <summary>Location of the manifest list; null only in v1 snapshots that list <see cref="Manifests"/> themselves.</summary>
    public string? ManifestList { get; init; }

    /// <summary>Manifest locations inside the metadata: v1 only.</summary>
    public IReadOnlyList<string>? Manifests { get; init; }

    /// <summary>What the commit did, see <see cref="SummaryKeys"/>. Empty in old v1 tables.</summary>
    public IReadOnlyDictionary<string, string> Summary { get; init; } = Properties.None;

    public int? SchemaId { get; init; }

    /// <summary>Row lineage (v3): the row id of the first added row.</summary>
    public long? FirstRowId { get; init; }

    /// <summary>Row lineage (v3): how many row ids the commit used.</summary>
    public long? AddedRows { get; init; }

    public string? KeyId { get; init; }

    /// <summary>One of <see cref="SnapshotOperation"/>, or null where the writer did not say.</summary>
    public string? Operation => Summary.GetValueOrDefault(SummaryKeys.Operation);
}
