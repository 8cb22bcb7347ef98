using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    public Task PutTableBucketEncryptionAsync(TableBucketArn bucket, EncryptionConfiguration configuration, CancellationToken cancellationToken = default) =>
        PutAsync($"{Buckets}/{bucket.Encoded}/encryption", new(configuration), ContractsJson.Default.PutTableBucketEncryptionRequest, cancellationToken);

    public Task<GetEncryptionResponse> GetTableBucketEncryptionAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        GetAsync($"{Buckets}/{bucket.Encoded}/encryption", ContractsJson.Default.GetEncryptionResponse, cancellationToken);

    public Task DeleteTableBucketEncryptionAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        DeleteAsync($"{Buckets}/{bucket.Encoded}/encryption", cancellationToken);

    public Task<GetEncryptionResponse> GetTableEncryptionAsync(TableReference table, CancellationToken cancellationToken = default) =>
        GetAsync($"{table.Path}/encryption", ContractsJson.Default.GetEncryptionResponse, cancellationToken);

    public Task PutTableBucketStorageClassAsync(TableBucketArn bucket, StorageClassConfiguration configuration, CancellationToken cancellationToken = default) =>
        PutAsync($"{Buckets}/{bucket.Encoded}/storage-class", new(configuration), ContractsJson.Default.PutTableBucketStorageClassRequest, cancellationToken);

    public Task<GetStorageClassResponse> GetTableBucketStorageClassAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        GetAsync($"{Buckets}/{bucket.Encoded}/storage-class", ContractsJson.Default.GetStorageClassResponse, cancellationToken);

    public Task<GetStorageClassResponse> GetTableStorageClassAsync(TableReference table, CancellationToken cancellationToken = default) =>
        GetAsync($"{table.Path}/storage-class", ContractsJson.Default.GetStorageClassResponse, cancellationToken);

    public Task PutTableBucketMetricsConfigurationAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, $"{Buckets}/{bucket.Encoded}/metrics", null, ContractsJson.Default.EmptyResponse, cancellationToken);

    public Task<GetTableBucketMetricsConfigurationResponse> GetTableBucketMetricsConfigurationAsync(
        TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        GetAsync($"{Buckets}/{bucket.Encoded}/metrics", ContractsJson.Default.GetTableBucketMetricsConfigurationResponse, cancellationToken);

    public Task DeleteTableBucketMetricsConfigurationAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        DeleteAsync($"{Buckets}/{bucket.Encoded}/metrics", cancellationToken);
}
