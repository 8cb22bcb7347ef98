using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    /// <param name="table">The table.</param>
    /// <param name="type"><see cref="MaintenanceType.Compaction"/> or <see cref="MaintenanceType.SnapshotManagement"/>.</param>
    /// <param name="value">Replaces the whole entry.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task PutTableMaintenanceConfigurationAsync(
        TableReference table, string type, TableMaintenanceConfigurationValue value, CancellationToken cancellationToken = default) =>
        PutAsync($"{table.Path}/maintenance/{type}", new(value), ContractsJson.Default.PutTableMaintenanceConfigurationRequest, cancellationToken);

    public Task<GetTableMaintenanceConfigurationResponse> GetTableMaintenanceConfigurationAsync(TableReference table, CancellationToken cancellationToken = default) =>
        GetAsync($"{table.Path}/maintenance", ContractsJson.Default.GetTableMaintenanceConfigurationResponse, cancellationToken);

    public Task<GetTableMaintenanceJobStatusResponse> GetTableMaintenanceJobStatusAsync(TableReference table, CancellationToken cancellationToken = default) =>
        GetAsync($"{table.Path}/maintenance-job-status", ContractsJson.Default.GetTableMaintenanceJobStatusResponse, cancellationToken);

    public Task PutTableBucketMaintenanceConfigurationAsync(
        TableBucketArn bucket, TableBucketMaintenanceConfigurationValue value, CancellationToken cancellationToken = default) =>
        PutAsync(
            $"{Buckets}/{bucket.Encoded}/maintenance/{MaintenanceType.UnreferencedFileRemoval}", new(value),
            ContractsJson.Default.PutTableBucketMaintenanceConfigurationRequest, cancellationToken);

    public Task<GetTableBucketMaintenanceConfigurationResponse> GetTableBucketMaintenanceConfigurationAsync(
        TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        GetAsync($"{Buckets}/{bucket.Encoded}/maintenance", ContractsJson.Default.GetTableBucketMaintenanceConfigurationResponse, cancellationToken);
}
