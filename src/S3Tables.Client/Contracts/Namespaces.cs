using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <remarks><c>Namespace</c>: Exactly one level: the API carries a list for the day there are more.</remarks>
public sealed record CreateNamespaceRequest(IReadOnlyList<string> Namespace);

public sealed record CreateNamespaceResponse(
    [property: JsonPropertyName("tableBucketARN")] string TableBucketArn, IReadOnlyList<string> Namespace);

public sealed record GetNamespaceResponse(
    IReadOnlyList<string> Namespace, DateTimeOffset CreatedAt, string CreatedBy, string OwnerAccountId, string? NamespaceId, string? TableBucketId);

public sealed record ListNamespacesResponse(IReadOnlyList<NamespaceSummary> Namespaces, string? ContinuationToken);

public sealed record NamespaceSummary(
    IReadOnlyList<string> Namespace, DateTimeOffset CreatedAt, string CreatedBy, string OwnerAccountId, string? NamespaceId, string? TableBucketId);
