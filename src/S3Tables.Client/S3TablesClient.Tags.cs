using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Client;

/// <remarks>Resources that carry tags are table buckets and tables, by <see cref="TableBucketArn"/> or <see cref="TableArn"/> as text.</remarks>
public sealed partial class S3TablesClient
{
    public Task TagResourceAsync(string resourceArn, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Post, TagPath(resourceArn),
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new(tags), ContractsJson.Default.TagResourceRequest),
            ContractsJson.Default.EmptyResponse, cancellationToken);

    public Task UntagResourceAsync(string resourceArn, IEnumerable<string> tagKeys, CancellationToken cancellationToken = default) =>
        DeleteAsync($"{TagPath(resourceArn)}?{string.Join('&', tagKeys.Select(key => $"tagKeys={Uri.EscapeDataString(key)}"))}", cancellationToken);

    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(string resourceArn, CancellationToken cancellationToken = default) =>
        GetAsync(TagPath(resourceArn), ContractsJson.Default.ListTagsForResourceResponse, cancellationToken);

    private static string TagPath(string resourceArn) => $"/tag/{Uri.EscapeDataString(resourceArn)}";
}
