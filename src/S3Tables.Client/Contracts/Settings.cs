using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <remarks>
/// <c>SseAlgorithm</c>: <c>AES256</c> or <c>aws:kms</c>.<br/>
/// <c>KmsKeyArn</c>: Only with <c>aws:kms</c>, and then required.
/// </remarks>
public sealed record EncryptionConfiguration(string SseAlgorithm, string? KmsKeyArn = null);

public sealed record PutTableBucketEncryptionRequest(EncryptionConfiguration EncryptionConfiguration);

public sealed record GetEncryptionResponse(EncryptionConfiguration EncryptionConfiguration);

/// <remarks><c>StorageClass</c>: <c>STANDARD</c> or <c>INTELLIGENT_TIERING</c>.</remarks>
public sealed record StorageClassConfiguration(string StorageClass);

public sealed record PutTableBucketStorageClassRequest(StorageClassConfiguration StorageClassConfiguration);

public sealed record GetStorageClassResponse(StorageClassConfiguration StorageClassConfiguration);

public sealed record PutPolicyRequest(string ResourcePolicy);

public sealed record GetPolicyResponse(string ResourcePolicy);

/// <remarks><c>Id</c>: Null while metrics are off.</remarks>
public sealed record GetTableBucketMetricsConfigurationResponse(
    [property: JsonPropertyName("tableBucketARN")] string TableBucketArn, string? Id);

public sealed record TagResourceRequest(IReadOnlyDictionary<string, string> Tags);

public sealed record ListTagsForResourceResponse(IReadOnlyDictionary<string, string>? Tags);

/// <summary>The body of the operations that answer 200 with nothing to say.</summary>
public sealed record EmptyResponse;
