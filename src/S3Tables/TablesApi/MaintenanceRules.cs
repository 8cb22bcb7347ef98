using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.TablesApi;

/// <summary>Limits of maintenance settings: S3 user guide, "Maintenance for tables" and "Maintenance for table buckets".</summary>
internal static class MaintenanceRules
{
    public static void Check(string type, TableMaintenanceConfigurationValue? value)
    {
        CheckStatus(value, value?.Status);
        if (value?.Settings is not { } settings) return;
        CheckUnion(type, (MaintenanceType.Compaction, settings.IcebergCompaction), (MaintenanceType.SnapshotManagement, settings.IcebergSnapshotManagement));

        const string Compaction = "value.settings.icebergCompaction";
        const string Snapshots = "value.settings.icebergSnapshotManagement";
        new Constraints()
            .Range(settings.IcebergCompaction?.TargetFileSizeMB, $"{Compaction}.targetFileSizeMB", 64, 512)
            .OneOf(
                settings.IcebergCompaction?.Strategy, $"{Compaction}.strategy",
                CompactionStrategy.Auto, CompactionStrategy.Binpack, CompactionStrategy.Sort, CompactionStrategy.ZOrder)
            .Range(settings.IcebergSnapshotManagement?.MinSnapshotsToKeep, $"{Snapshots}.minSnapshotsToKeep", 1)
            .Range(settings.IcebergSnapshotManagement?.MaxSnapshotAgeHours, $"{Snapshots}.maxSnapshotAgeHours", 1)
            .Check();
    }

    public static void Check(TableBucketMaintenanceConfigurationValue? value)
    {
        CheckStatus(value, value?.Status);
        if (value?.Settings is not { } settings) return;
        CheckUnion(MaintenanceType.UnreferencedFileRemoval, (MaintenanceType.UnreferencedFileRemoval, settings.IcebergUnreferencedFileRemoval));

        const string Removal = "value.settings.icebergUnreferencedFileRemoval";
        new Constraints()
            .Range(settings.IcebergUnreferencedFileRemoval?.UnreferencedDays, $"{Removal}.unreferencedDays", 1)
            .Range(settings.IcebergUnreferencedFileRemoval?.NonCurrentDays, $"{Removal}.nonCurrentDays", 1)
            .Check();
    }

    private static void CheckStatus(object? value, string? status) => new Constraints()
        .Required(value, "value")
        .OneOf(status, "value.status", MaintenanceStatus.Enabled, MaintenanceStatus.Disabled)
        .Check();

    /// <summary>A union has exactly one member, and it is that of the job in the path.</summary>
    private static void CheckUnion(string type, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var valid = true;
        foreach (var (name, value) in members) valid &= value is not null == (name == type);
        if (!valid) throw CatalogException.Invalid($"Value at 'value.settings' must have exactly one member, '{type}', as the request is for that job.");
    }
}
