using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>Decides which manifests and files a filter leaves over.</summary>
internal sealed class ScanPruning(TableMetadata table, BoundPredicate? filter)
{
    private readonly Dictionary<int, SpecFields> _specs = table.PartitionSpecs.ToDictionary(s => s.SpecId, s => new SpecFields(table, s));

    public bool Keeps(ManifestFile manifest) =>
        filter is null || !_specs.TryGetValue(manifest.PartitionSpecId, out var spec) || MayMatch(manifest, spec);

    public bool Keeps(DataFile file) => filter is null || PruningEvaluator.MayMatch(filter, new FileRanges(file, _specs[file.SpecId]));

    /// <summary>Equality deletes of an unpartitioned spec are for all partitions, so their manifest has no ranges and is always kept.</summary>
    private bool MayMatch(ManifestFile manifest, SpecFields spec) => PruningEvaluator.MayMatch(filter!, new ManifestRanges(manifest, spec));
}
