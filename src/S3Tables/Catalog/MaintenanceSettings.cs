using Floe.S3Tables.Client.Contracts;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.Catalog;

/// <summary>The effective settings of maintenance: what was put, completed by AWS's defaults. All jobs are on unless switched off.</summary>
public static class MaintenanceSettings
{
    private static readonly IcebergCompactionSettings DefaultCompaction = new(TargetFileSizeMB: 512, CompactionStrategy.Auto);
    private static readonly IcebergSnapshotManagementSettings DefaultSnapshots = new(MinSnapshotsToKeep: 1, MaxSnapshotAgeHours: 120);
    private static readonly IcebergUnreferencedFileRemovalSettings DefaultRemoval = new(UnreferencedDays: 3, NonCurrentDays: 10);

    public static void Put(SqliteConnection connection, string tableId, string type, TableMaintenanceConfigurationValue value) =>
        SettingStore.Put(connection, tableId, type, value, ContractsJson.Default.TableMaintenanceConfigurationValue);

    public static void Put(SqliteConnection connection, string bucketId, TableBucketMaintenanceConfigurationValue value) => SettingStore.Put(
        connection, bucketId, MaintenanceType.UnreferencedFileRemoval, value, ContractsJson.Default.TableBucketMaintenanceConfigurationValue);

    /// <summary>Both jobs that are configured per table, by name.</summary>
    public static IReadOnlyDictionary<string, TableMaintenanceConfigurationValue> OfTable(SqliteConnection connection, string tableId)
    {
        var compaction = Find(connection, tableId, MaintenanceType.Compaction);
        var snapshots = Find(connection, tableId, MaintenanceType.SnapshotManagement);
        return new Dictionary<string, TableMaintenanceConfigurationValue>
        {
            [MaintenanceType.Compaction] = new(
                compaction?.Status ?? MaintenanceStatus.Enabled,
                new(IcebergCompaction: new(
                    compaction?.Settings?.IcebergCompaction?.TargetFileSizeMB ?? DefaultCompaction.TargetFileSizeMB,
                    compaction?.Settings?.IcebergCompaction?.Strategy ?? DefaultCompaction.Strategy))),
            [MaintenanceType.SnapshotManagement] = new(
                snapshots?.Status ?? MaintenanceStatus.Enabled,
                new(IcebergSnapshotManagement: new(
                    snapshots?.Settings?.IcebergSnapshotManagement?.MinSnapshotsToKeep ?? DefaultSnapshots.MinSnapshotsToKeep,
                    snapshots?.Settings?.IcebergSnapshotManagement?.MaxSnapshotAgeHours ?? DefaultSnapshots.MaxSnapshotAgeHours))),
        };
    }

    /// <summary>Removal of unreferenced files, which is configured per table bucket.</summary>
    public static TableBucketMaintenanceConfigurationValue OfBucket(SqliteConnection connection, string bucketId)
    {
        var removal = SettingStore.Find(
            connection, bucketId, MaintenanceType.UnreferencedFileRemoval, ContractsJson.Default.TableBucketMaintenanceConfigurationValue);
        return new(
            removal?.Status ?? MaintenanceStatus.Enabled,
            new(new(
                removal?.Settings?.IcebergUnreferencedFileRemoval?.UnreferencedDays ?? DefaultRemoval.UnreferencedDays,
                removal?.Settings?.IcebergUnreferencedFileRemoval?.NonCurrentDays ?? DefaultRemoval.NonCurrentDays)));
    }

    /// <summary>The state of all three jobs on one table. None has run: a job that is off says so, the others wait for their first run.</summary>
    public static IReadOnlyDictionary<string, TableMaintenanceJobStatusValue> JobStatus(SqliteConnection connection, Table table)
    {
        var configured = OfTable(connection, table.Id).ToDictionary(job => job.Key, job => job.Value.Status);
        configured[MaintenanceType.UnreferencedFileRemoval] = OfBucket(connection, table.BucketId).Status;
        return configured.ToDictionary(
            job => job.Key,
            job => new TableMaintenanceJobStatusValue(job.Value == MaintenanceStatus.Disabled ? MaintenanceJobStatus.Disabled : MaintenanceJobStatus.NotYetRun));
    }

    private static TableMaintenanceConfigurationValue? Find(SqliteConnection connection, string tableId, string type) =>
        SettingStore.Find(connection, tableId, type, ContractsJson.Default.TableMaintenanceConfigurationValue);
}
