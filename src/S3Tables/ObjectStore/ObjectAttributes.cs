using System.Text.Json;
using System.Text.Json.Serialization;
using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.ObjectStore;

/// <summary>What the sender says of an object, kept as it was sent.</summary>
public sealed record ObjectAttributes
{
    public static readonly ObjectAttributes None = new();

    public string? ContentType { get; init; }

    public string? CacheControl { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? Expires { get; init; }

    public string? WebsiteRedirectLocation { get; init; }

    /// <summary>Null is STANDARD. It has no effect here but is told again, so that clients find what they set.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Null is what the bucket does by default.</summary>
    public ObjectEncryption? Encryption { get; init; }

    /// <summary>User metadata (<c>x-amz-meta-…</c>) by lower-case name.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public Checksum? Checksum { get; init; }

    /// <summary>For a multipart upload, the checksum its parts are to carry.</summary>
    public ChecksumAlgorithm? ChecksumAlgorithm { get; init; }

    public ChecksumType? ChecksumType { get; init; }

    /// <summary>Sizes of the parts of an object that came by multipart upload, for <c>?partNumber=</c> and GetObjectAttributes.</summary>
    public IReadOnlyList<ObjectPart>? Parts { get; init; }

    /// <summary>The upload it was made by: completing that one again is answered as the first time was.</summary>
    public string? UploadId { get; init; }

    /// <summary>Most objects have none of it, and an empty document would only fill the table.</summary>
    public string? ToJson() => this == None ? null : JsonSerializer.Serialize(this, AttributesJson.Default.ObjectAttributes);

    public static ObjectAttributes FromJson(string? json) => json is null ? None : JsonSerializer.Deserialize(json, AttributesJson.Default.ObjectAttributes)!;
}

/// <summary>One part of a completed multipart upload.</summary>
public sealed record ObjectPart(int Number, long Size, string? Checksum);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ObjectAttributes))]
[JsonSerializable(typeof(Checksum))]
internal sealed partial class AttributesJson : JsonSerializerContext;
