using System.Runtime.CompilerServices;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    private const string Buckets = "/buckets";

    public Task<CreateTableBucketResponse> CreateTableBucketAsync(CreateTableBucketRequest request, CancellationToken cancellationToken = default) =>
        PutAsync(Buckets, request, ContractsJson.Default.CreateTableBucketRequest, ContractsJson.Default.CreateTableBucketResponse, cancellationToken);

    public Task<GetTableBucketResponse> GetTableBucketAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        GetAsync($"{Buckets}/{bucket.Encoded}", ContractsJson.Default.GetTableBucketResponse, cancellationToken);

    public Task DeleteTableBucketAsync(TableBucketArn bucket, CancellationToken cancellationToken = default) =>
        DeleteAsync($"{Buckets}/{bucket.Encoded}", cancellationToken);

    /// <summary>One page. <paramref name="maxBuckets"/>: 1 to 1000.</summary>
    public Task<ListTableBucketsResponse> ListTableBucketsPageAsync(
        string? prefix = null, string? continuationToken = null, int? maxBuckets = null, string? type = null, CancellationToken cancellationToken = default) =>
        GetAsync(
            WithQuery(Buckets, ("prefix", prefix), ("continuationToken", continuationToken), ("maxBuckets", maxBuckets), ("type", type)),
            ContractsJson.Default.ListTableBucketsResponse, cancellationToken);

    /// <summary>All table buckets, by name, page after page.</summary>
    public async IAsyncEnumerable<TableBucketSummary> ListTableBucketsAsync(
        string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await ListTableBucketsPageAsync(prefix, token, cancellationToken: cancellationToken);
            foreach (var bucket in page.TableBuckets) yield return bucket;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
