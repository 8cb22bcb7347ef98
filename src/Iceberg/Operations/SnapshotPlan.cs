using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>What a commit is to do.</summary>
internal sealed record SnapshotPlan(string Operation, string Branch, IReadOnlyDictionary<string, string> Summary, Func<TableMetadata, Snapshot?, CancellationToken, Task> ValidateAsync)
{
    /// <summary>By the commit's id and the snapshot's.</summary>
    public required Func<Guid, long, IManifestProducer> Manifests { get; init; }

    /// <summary>The snapshot becomes known, but no branch moves to it.</summary>
    public bool StageOnly { get; init; }
}
