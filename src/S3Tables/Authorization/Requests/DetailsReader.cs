using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Authorization.Requests;

/// <summary>Takes from a body what its operation's permissions depend on, by the contracts the operation itself reads, so that both read the same.</summary>
public static class DetailsReader
{
    /// <param name="operation">The name in the service model.</param>
    /// <param name="body">The whole body. One that the operation will refuse yields no details.</param>
    public static RequestDetails Read(string operation, ReadOnlySpan<byte> body) => operation switch
    {
        "CreateTableBucket" => Read(body, ContractsJson.Default.CreateTableBucketRequest) is { } request
            ? Of(request.Name, request.EncryptionConfiguration, request.StorageClassConfiguration, request.Tags)
            : RequestDetails.None,
        "CreateTable" => Read(body, ContractsJson.Default.CreateTableRequest) is { } request
            ? Of(request.Name, request.EncryptionConfiguration, request.StorageClassConfiguration, request.Tags)
            : RequestDetails.None,
        "PutTableBucketEncryption" => Of(encryption: Read(body, ContractsJson.Default.PutTableBucketEncryptionRequest)?.EncryptionConfiguration),
        "PutTableBucketStorageClass" => Of(storageClass: Read(body, ContractsJson.Default.PutTableBucketStorageClassRequest)?.StorageClassConfiguration),
        "TagResource" => Of(tags: Read(body, ContractsJson.Default.TagResourceRequest)?.Tags),
        "PutTableBucketReplication" or "PutTableReplication" =>
            new() { RoleArn = Read(body, ContractsJson.Default.PutReplicationRequest)?.Configuration?.Role },
        _ => RequestDetails.None,
    };

    private static RequestDetails Of(
        string? name = null,
        EncryptionConfiguration? encryption = null,
        StorageClassConfiguration? storageClass = null,
        IReadOnlyDictionary<string, string>? tags = null) => new()
        {
            Name = name,
            SseAlgorithm = encryption?.SseAlgorithm,
            KmsKeyArn = encryption?.KmsKeyArn,
            StorageClass = storageClass?.StorageClass,
            Tags = tags ?? RequestDetails.None.Tags,
        };

    private static T? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return body.IsEmpty ? null : JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            // Not for the authorizer to word: the operation reads the body again and says what is wrong with it.
            return null;
        }
    }
}
