namespace Floe.S3Tables.Client.Contracts;

public sealed record CreateTableBucketRequest(
    string Name,
    EncryptionConfiguration? EncryptionConfiguration = null,
    StorageClassConfiguration? StorageClassConfiguration = null,
    IReadOnlyDictionary<string, string>? Tags = null);

public sealed record CreateTableBucketResponse(string Arn);

public sealed record GetTableBucketResponse(
    string Arn, string Name, string OwnerAccountId, DateTimeOffset CreatedAt, string? TableBucketId, string? Type);

public sealed record ListTableBucketsResponse(IReadOnlyList<TableBucketSummary> TableBuckets, string? ContinuationToken);

public sealed record TableBucketSummary(
    string Arn, string Name, string OwnerAccountId, DateTimeOffset CreatedAt, string? TableBucketId, string? Type);

/// <summary>Who owns a table bucket or a table: the customer, or AWS for the tables of its own services.</summary>
public static class ResourceType
{
    public const string Customer = "customer";
    public const string Aws = "aws";
}
