using System.Globalization;

namespace Floe.Iceberg.Spec;

/// <summary>Table properties that this library obeys, with the defaults of the specification and of Java.</summary>
public static class TableProperties
{
    public const string FormatVersion = "format-version";
    public const string DefaultNameMapping = "schema.name-mapping.default";
    public const string CommitNumRetries = "commit.retry.num-retries";
    public const string CommitMinRetryWaitMs = "commit.retry.min-wait-ms";
    public const string CommitMaxRetryWaitMs = "commit.retry.max-wait-ms";
    public const string CommitTotalRetryTimeMs = "commit.retry.total-timeout-ms";
    public const string ManifestTargetSizeBytes = "commit.manifest.target-size-bytes";
    public const string ManifestMinMergeCount = "commit.manifest.min-count-to-merge";
    public const string ManifestMergeEnabled = "commit.manifest-merge.enabled";
    public const string MetadataPreviousVersionsMax = "write.metadata.previous-versions-max";
    public const string MetadataDeleteAfterCommit = "write.metadata.delete-after-commit.enabled";
    public const string MetadataCompression = "write.metadata.compression-codec";
    public const string TargetFileSizeBytes = "write.target-file-size-bytes";
    public const string WriteDataPath = "write.data.path";
    public const string WriteMetadataPath = "write.metadata.path";
    public const string DefaultMetricsMode = "write.metadata.metrics.default";
    public const string ColumnMetricsModePrefix = "write.metadata.metrics.column.";
    public const string MaxSnapshotAgeMs = "history.expire.max-snapshot-age-ms";
    public const string MinSnapshotsToKeep = "history.expire.min-snapshots-to-keep";
    public const string MaxRefAgeMs = "history.expire.max-ref-age-ms";
    public const string GcEnabled = "gc.enabled";

    /// <summary>Properties that are part of the metadata itself and are never kept as properties of a new table.</summary>
    public static IReadOnlySet<string> Reserved { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        FormatVersion, "uuid", "snapshot-count", "current-snapshot-id", "current-snapshot-summary", "current-snapshot-timestamp-ms", "current-schema", "default-partition-spec", "default-sort-order",
    };

    public static int GetInt(this IReadOnlyDictionary<string, string> properties, string key, int defaultValue) =>
        checked((int)Math.Clamp(properties.GetLong(key, defaultValue), int.MinValue, int.MaxValue));

    /// <summary>A value that is no number counts as not given: a typo in a property must not make a table unusable.</summary>
    public static long GetLong(this IReadOnlyDictionary<string, string> properties, string key, long defaultValue) =>
        properties.TryGetValue(key, out var text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : defaultValue;

    public static bool GetBoolean(this IReadOnlyDictionary<string, string> properties, string key, bool defaultValue) =>
        properties.TryGetValue(key, out var text) && bool.TryParse(text, out var value) ? value : defaultValue;
}
