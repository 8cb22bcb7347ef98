namespace Floe.S3Tables.Authorization.Requests;

/// <summary>What a request's body says that decides which actions it needs and that conditions may ask about.</summary>
public sealed record RequestDetails
{
    public static RequestDetails None { get; } = new();

    /// <summary>The name of the table bucket or table to be created.</summary>
    public string? Name { get; init; }

    /// <summary>encryptionConfiguration.sseAlgorithm</summary>
    public string? SseAlgorithm { get; init; }

    /// <summary>encryptionConfiguration.kmsKeyArn</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>storageClassConfiguration.storageClass</summary>
    public string? StorageClass { get; init; }

    /// <summary>The tags to set.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Keys of tags to remove.</summary>
    public IReadOnlyList<string> RemovedTagKeys { get; init; } = [];

    /// <summary>configuration.role of a replication.</summary>
    public string? RoleArn { get; init; }
}
