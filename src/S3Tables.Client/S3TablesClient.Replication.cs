using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    private const string BucketReplication = "/table-bucket-replication";
    private const string TableReplication = "/table-replication";

    /// <summary>Null <paramref name="versionToken"/> creates; the current one replaces.</summary>
    public Task<PutReplicationResponse> PutTableBucketReplicationAsync(
        TableBucketArn bucket, ReplicationConfiguration configuration, string? versionToken = null, CancellationToken cancellationToken = default) =>
        PutAsync(
            WithQuery(BucketReplication, ("tableBucketARN", bucket), ("versionToken", versionToken)), new(configuration),
            ContractsJson.Default.PutReplicationRequest, ContractsJson.Default.PutReplicationResponse, cancellationToken);

    public Task<GetReplicationResponse> GetTableBucketReplicationAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        GetAsync(WithQuery(BucketReplication, ("tableBucketARN", bucket)), ContractsJson.Default.GetReplicationResponse, cancellationToken);

    public Task DeleteTableBucketReplicationAsync(TableBucketArn bucket, string? versionToken = null, CancellationToken cancellationToken = default) =>
        DeleteAsync(WithQuery(BucketReplication, ("tableBucketARN", bucket), ("versionToken", versionToken)), cancellationToken);

    /// <summary>Null <paramref name="versionToken"/> creates; the current one replaces.</summary>
    public Task<PutReplicationResponse> PutTableReplicationAsync(
        TableArn table, ReplicationConfiguration configuration, string? versionToken = null, CancellationToken cancellationToken = default) =>
        PutAsync(
            WithQuery(TableReplication, ("tableArn", table), ("versionToken", versionToken)), new(configuration),
            ContractsJson.Default.PutReplicationRequest, ContractsJson.Default.PutReplicationResponse, cancellationToken);

    public Task<GetReplicationResponse> GetTableReplicationAsync(TableArn table, CancellationToken cancellationToken = default) =>
        GetAsync(WithQuery(TableReplication, ("tableArn", table)), ContractsJson.Default.GetReplicationResponse, cancellationToken);

    public Task DeleteTableReplicationAsync(TableArn table, string versionToken, CancellationToken cancellationToken = default) =>
        DeleteAsync(WithQuery(TableReplication, ("tableArn", table), ("versionToken", versionToken)), cancellationToken);

    public Task<GetTableReplicationStatusResponse> GetTableReplicationStatusAsync(TableArn table, CancellationToken cancellationToken = default) =>
        GetAsync(WithQuery("/replication-status", ("tableArn", table)), ContractsJson.Default.GetTableReplicationStatusResponse, cancellationToken);
}
