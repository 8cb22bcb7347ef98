using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    private const string RecordExpiration = "/table-record-expiration";

    public Task PutTableRecordExpirationConfigurationAsync(
        TableArn table, TableRecordExpirationConfigurationValue value, CancellationToken cancellationToken = default) =>
        PutAsync(
            WithQuery(RecordExpiration, ("tableArn", table)), new(value),
            ContractsJson.Default.PutTableRecordExpirationConfigurationRequest, cancellationToken);

    public Task<GetTableRecordExpirationConfigurationResponse> GetTableRecordExpirationConfigurationAsync(
        TableArn table, CancellationToken cancellationToken = default) =>
        GetAsync(WithQuery(RecordExpiration, ("tableArn", table)), ContractsJson.Default.GetTableRecordExpirationConfigurationResponse, cancellationToken);

    public Task<GetTableRecordExpirationJobStatusResponse> GetTableRecordExpirationJobStatusAsync(
        TableArn table, CancellationToken cancellationToken = default) =>
        GetAsync(
            WithQuery("/table-record-expiration-job-status", ("tableArn", table)),
            ContractsJson.Default.GetTableRecordExpirationJobStatusResponse, cancellationToken);
}
