using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    public Task PutTableBucketPolicyAsync(TableBucketArn bucket, string resourcePolicy, CancellationToken cancellationToken = default) =>
        PutAsync($"{Buckets}/{bucket.Encoded}/policy", new(resourcePolicy), ContractsJson.Default.PutPolicyRequest, cancellationToken);

    public Task<GetPolicyResponse> GetTableBucketPolicyAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        GetAsync($"{Buckets}/{bucket.Encoded}/policy", ContractsJson.Default.GetPolicyResponse, cancellationToken);

    public Task DeleteTableBucketPolicyAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        DeleteAsync($"{Buckets}/{bucket.Encoded}/policy", cancellationToken);

    public Task PutTablePolicyAsync(TableReference table, string resourcePolicy, CancellationToken cancellationToken = default) =>
        PutAsync($"{table.Path}/policy", new(resourcePolicy), ContractsJson.Default.PutPolicyRequest, cancellationToken);

    public Task<GetPolicyResponse> GetTablePolicyAsync(TableReference table, CancellationToken cancellationToken = default) =>
        GetAsync($"{table.Path}/policy", ContractsJson.Default.GetPolicyResponse, cancellationToken);

    public Task DeleteTablePolicyAsync(TableReference table, CancellationToken cancellationToken = default) =>
        DeleteAsync($"{table.Path}/policy", cancellationToken);
}
