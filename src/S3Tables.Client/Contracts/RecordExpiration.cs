namespace Floe.S3Tables.Client.Contracts;

public sealed record PutTableRecordExpirationConfigurationRequest(TableRecordExpirationConfigurationValue Value);

/// <remarks><c>Status</c>: <c>enabled</c> or <c>disabled</c>.</remarks>
public sealed record TableRecordExpirationConfigurationValue(string? Status = null, TableRecordExpirationSettings? Settings = null);

/// <remarks><c>Days</c>: At least 1.</remarks>
public sealed record TableRecordExpirationSettings(int? Days = null);

public sealed record GetTableRecordExpirationConfigurationResponse(TableRecordExpirationConfigurationValue Configuration);

/// <remarks><c>Status</c>: One of <see cref="RecordExpirationJobStatus"/>.</remarks>
public sealed record GetTableRecordExpirationJobStatusResponse(
    string Status,
    DateTimeOffset? LastRunTimestamp = null,
    string? FailureMessage = null,
    TableRecordExpirationJobMetrics? Metrics = null);

public sealed record TableRecordExpirationJobMetrics(long? DeletedDataFiles, long? DeletedRecords, long? RemovedFilesSize);

/// <summary>Spelt otherwise than <see cref="MaintenanceJobStatus"/>, as in AWS's model.</summary>
public static class RecordExpirationJobStatus
{
    public const string NotYetRun = "NotYetRun";
    public const string Successful = "Successful";
    public const string Failed = "Failed";
    public const string Disabled = "Disabled";
}
