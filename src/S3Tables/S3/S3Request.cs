using Floe.S3Tables.Http;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3;

/// <summary>A request to S3 with its address read. <see cref="Bucket"/> and <see cref="Key"/> are empty where the request names none.</summary>
internal sealed record S3Request(ServiceRequest Service, string Bucket, string Key, S3Guard Guard)
{
    public QueryParameters Query => Service.Query;

    public HttpRequest Http => Service.Http.Request;

    /// <summary>What is said of the request and the object: HTTP's headers, or the fields of a form that stand for them.</summary>
    public IHeaderDictionary Headers { get; init; } = Service.Http.Request.Headers;

    /// <summary>How the bucket encrypts what asks for nothing else.</summary>
    public ObjectEncryption BucketEncryption { get; init; } = ObjectEncryption.Aes;

    public HttpResponse Response => Service.Http.Response;

    public Stream Body => Service.Body;

    /// <summary>Null for the current object.</summary>
    /// <exception cref="ServiceException">InvalidArgument: it is there and empty.</exception>
    public string? VersionId => Query["versionId"] is { Length: 0 }
        ? throw S3Errors.InvalidArgument("Version id cannot be the empty string", "versionId", "")
        : Query["versionId"];

    /// <summary>Null where it is absent or empty.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
}
