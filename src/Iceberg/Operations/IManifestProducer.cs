using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>Makes the manifests of a new snapshot from those of its parent, anew in each attempt.</summary>
internal interface IManifestProducer
{
    /// <exception cref="ValidationException">What the snapshot builds on is not in the table any more.</exception>
    Task<(IReadOnlyList<ManifestFile> Manifests, SummaryBuilder Summary)> ProduceAsync(TableMetadata current, Snapshot? parent, CancellationToken cancellationToken);
}
