using Floe.Iceberg.Spec;
using Floe.S3Tables.Catalog;

namespace Floe.S3Tables.Replication;

/// <summary>The metadata of a replica: the source's, with every path moved.</summary>
internal static class ReplicaMetadata
{
    private const int DefaultPreviousVersions = 100;

    /// <param name="source">The source's metadata.</param>
    /// <param name="previous">The replica's metadata before, whose history of metadata files goes on.</param>
    /// <param name="paths">Where files go.</param>
    public static TableMetadata Of(TableMetadata source, StoredMetadata? previous, PathMap paths) => source with
    {
        Location = $"s3://{paths.ToBucket}",
        Properties = source.Properties.ToDictionary(property => property.Key, property => paths.Map(property.Value)),
        Snapshots = [.. source.Snapshots.Select(snapshot => snapshot with { ManifestList = snapshot.ManifestList is { } list ? paths.Map(list) : null })],
        Statistics = [.. source.Statistics.Select(file => file with { StatisticsPath = paths.Map(file.StatisticsPath) })],
        PartitionStatistics = [.. source.PartitionStatistics.Select(file => file with { StatisticsPath = paths.Map(file.StatisticsPath) })],
        MetadataLog = previous is null
            ? []
            : [.. previous.Metadata.MetadataLog.Append(new(previous.Metadata.LastUpdatedMs, previous.Location)).TakeLast(DefaultPreviousVersions)],
    };
}
