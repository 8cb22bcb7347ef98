using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <summary>The names of the maintenance jobs: keys of configuration and status, and the last part of the Put operations' paths.</summary>
public static class MaintenanceType
{
    public const string Compaction = "icebergCompaction";
    public const string SnapshotManagement = "icebergSnapshotManagement";
    public const string UnreferencedFileRemoval = "icebergUnreferencedFileRemoval";
}

public static class MaintenanceStatus
{
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";
}

/// <summary>How files to compact are ordered; <see cref="Auto"/> is <see cref="Sort"/> for a table with a sort order, else <see cref="Binpack"/>.</summary>
public static class CompactionStrategy
{
    public const string Auto = "auto";
    public const string Binpack = "binpack";
    public const string Sort = "sort";
    public const string ZOrder = "z-order";
}

public static class MaintenanceJobStatus
{
    public const string NotYetRun = "Not_Yet_Run";
    public const string Successful = "Successful";
    public const string Failed = "Failed";
    public const string Disabled = "Disabled";
}

public sealed record PutTableMaintenanceConfigurationRequest(TableMaintenanceConfigurationValue Value);

public sealed record TableMaintenanceConfigurationValue(string? Status = null, TableMaintenanceSettings? Settings = null);

/// <summary>A union: exactly one member, the one that the job's name says.</summary>
public sealed record TableMaintenanceSettings(
    IcebergCompactionSettings? IcebergCompaction = null, IcebergSnapshotManagementSettings? IcebergSnapshotManagement = null);

/// <remarks>
/// <c>TargetFileSizeMB</c>: 64 to 512 MB; 512 where null.<br/>
/// <c>Strategy</c>: One of <see cref="CompactionStrategy"/>; <c>auto</c> where null.
/// </remarks>
public sealed record IcebergCompactionSettings(
    [property: JsonPropertyName("targetFileSizeMB")] int? TargetFileSizeMB = null, string? Strategy = null);

/// <remarks>
/// <c>MinSnapshotsToKeep</c>: At least 1; 1 where null.<br/>
/// <c>MaxSnapshotAgeHours</c>: At least 1; 120 where null.
/// </remarks>
public sealed record IcebergSnapshotManagementSettings(int? MinSnapshotsToKeep = null, int? MaxSnapshotAgeHours = null);

public sealed record GetTableMaintenanceConfigurationResponse(
    [property: JsonPropertyName("tableARN")] string TableArn, IReadOnlyDictionary<string, TableMaintenanceConfigurationValue> Configuration);

public sealed record GetTableMaintenanceJobStatusResponse(
    [property: JsonPropertyName("tableARN")] string TableArn, IReadOnlyDictionary<string, TableMaintenanceJobStatusValue> Status);

/// <remarks><c>Status</c>: One of <see cref="MaintenanceJobStatus"/>.</remarks>
public sealed record TableMaintenanceJobStatusValue(string Status, DateTimeOffset? LastRunTimestamp = null, string? FailureMessage = null);

public sealed record PutTableBucketMaintenanceConfigurationRequest(TableBucketMaintenanceConfigurationValue Value);

public sealed record TableBucketMaintenanceConfigurationValue(string? Status = null, TableBucketMaintenanceSettings? Settings = null);

public sealed record TableBucketMaintenanceSettings(IcebergUnreferencedFileRemovalSettings? IcebergUnreferencedFileRemoval = null);

/// <remarks>
/// <c>UnreferencedDays</c>: Days until an unreferenced file becomes noncurrent: at least 1; 3 where null.<br/>
/// <c>NonCurrentDays</c>: Days until a noncurrent file is deleted: at least 1; 10 where null.
/// </remarks>
public sealed record IcebergUnreferencedFileRemovalSettings(int? UnreferencedDays = null, int? NonCurrentDays = null);

public sealed record GetTableBucketMaintenanceConfigurationResponse(
    [property: JsonPropertyName("tableBucketARN")] string TableBucketArn,
    IReadOnlyDictionary<string, TableBucketMaintenanceConfigurationValue> Configuration);
