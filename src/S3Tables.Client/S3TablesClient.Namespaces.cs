using System.Runtime.CompilerServices;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

public sealed partial class S3TablesClient
{
    public Task<CreateNamespaceResponse> CreateNamespaceAsync(TableBucketArn bucket, string @namespace, CancellationToken cancellationToken = default) =>
        PutAsync(
            $"/namespaces/{bucket.Encoded}", new CreateNamespaceRequest([@namespace]),
            ContractsJson.Default.CreateNamespaceRequest, ContractsJson.Default.CreateNamespaceResponse, cancellationToken);

    public Task<GetNamespaceResponse> GetNamespaceAsync(TableBucketArn bucket, string @namespace, CancellationToken cancellationToken = default) =>
        GetAsync(NamespacePath(bucket, @namespace), ContractsJson.Default.GetNamespaceResponse, cancellationToken);

    public Task DeleteNamespaceAsync(TableBucketArn bucket, string @namespace, CancellationToken cancellationToken = default) =>
        DeleteAsync(NamespacePath(bucket, @namespace), cancellationToken);

    /// <summary>One page. <paramref name="maxNamespaces"/>: 1 to 1000.</summary>
    public Task<ListNamespacesResponse> ListNamespacesPageAsync(
        TableBucketArn bucket, string? prefix = null, string? continuationToken = null, int? maxNamespaces = null, CancellationToken cancellationToken = default) =>
        GetAsync(
            WithQuery($"/namespaces/{bucket.Encoded}", ("prefix", prefix), ("continuationToken", continuationToken), ("maxNamespaces", maxNamespaces)),
            ContractsJson.Default.ListNamespacesResponse, cancellationToken);

    /// <summary>All namespaces, by name, page after page.</summary>
    public async IAsyncEnumerable<NamespaceSummary> ListNamespacesAsync(
        TableBucketArn bucket, string? prefix = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await ListNamespacesPageAsync(bucket, prefix, token, cancellationToken: cancellationToken);
            foreach (var item in page.Namespaces) yield return item;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    private static string NamespacePath(TableBucketArn bucket, string @namespace) =>
        $"/namespaces/{bucket.Encoded}/{Uri.EscapeDataString(@namespace)}";
}
