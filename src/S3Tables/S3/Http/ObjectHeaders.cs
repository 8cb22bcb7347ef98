using System.Text;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Objects;

namespace Floe.S3Tables.S3.Http;

/// <summary>An object's attributes as request and response headers.</summary>
internal static class ObjectHeaders
{
    private const string MetadataPrefix = "x-amz-meta-";
    private const int MaxMetadata = 2 * 1024;

    public static ObjectAttributes Read(S3Request request)
    {
        Refuse(request);
        var attributes = new ObjectAttributes
        {
            ContentType = request.Header("Content-Type"),
            CacheControl = request.Header("Cache-Control"),
            ContentDisposition = request.Header("Content-Disposition"),
            ContentEncoding = WithoutChunking(request.Header("Content-Encoding")),
            ContentLanguage = request.Header("Content-Language"),
            Expires = request.Header("Expires"),
            WebsiteRedirectLocation = request.Header("x-amz-website-redirect-location"),
            StorageClass = request.Header("x-amz-storage-class") is { } storage and not "STANDARD" ? storage : null,
            Encryption = EncryptionHeaders.Read(request),
            Metadata = Metadata(request),
            Tags = request.Header("x-amz-tagging") is { } tags ? TagSets.ParseHeader(tags) : null,
        };
        return attributes;
    }

    public static void Write(S3Request request, ObjectInfo info)
    {
        var (response, attributes) = (request.Response, info.Attributes);
        var headers = response.Headers;
        headers.ETag = ETags.Quote(info.ETag);
        headers.LastModified = info.Modified.ToString("r");
        headers.AcceptRanges = "bytes";
        VersionHeaders.Write(response, info);
        EncryptionHeaders.Write(request, attributes);
        response.ContentType = HeaderText.Raw(attributes.ContentType ?? "binary/octet-stream");
        if (attributes == ObjectAttributes.None) return;
        Set(headers, "Cache-Control", attributes.CacheControl);
        Set(headers, "Content-Disposition", attributes.ContentDisposition);
        Set(headers, "Content-Encoding", attributes.ContentEncoding);
        Set(headers, "Content-Language", attributes.ContentLanguage);
        Set(headers, "Expires", attributes.Expires);
        Set(headers, "x-amz-website-redirect-location", attributes.WebsiteRedirectLocation);
        Set(headers, "x-amz-storage-class", attributes.StorageClass);
        foreach (var (name, value) in attributes.Metadata ?? new Dictionary<string, string>()) headers[MetadataPrefix + name] = HeaderText.Metadata(value);
        if (attributes.Tags is { Count: > 0 } tags) headers["x-amz-tagging-count"] = tags.Count.ToString();
    }

    private static void Set(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null) headers[name] = HeaderText.Raw(value);
    }

    /// <summary>aws-chunked is how the body travelled, not what it is.</summary>
    private static string? WithoutChunking(string? encoding)
    {
        if (encoding is null) return null;
        var rest = string.Join(',', encoding.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(item => item != "aws-chunked"));
        return rest.Length == 0 ? null : rest;
    }

    private static Dictionary<string, string>? Metadata(S3Request request)
    {
        Dictionary<string, string>? metadata = null;
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)) (metadata ??= [])[name[MetadataPrefix.Length..].ToLowerInvariant()] = value.ToString();
        }
        if (metadata?.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value)) > MaxMetadata)
            throw S3Errors.New(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", null, ("MaxSizeAllowed", MaxMetadata.ToString()));
        return metadata;
    }

    /// <summary>What would change how an object is kept or who may read it, and is not here, must not be passed over.</summary>
    private static void Refuse(S3Request request)
    {
        if (request.Header("x-amz-server-side-encryption-customer-algorithm") is not null) throw S3Errors.NotImplemented("x-amz-server-side-encryption-customer-algorithm");
        if (request.Header("x-amz-object-lock-mode") is not null) throw S3Errors.NotImplemented("x-amz-object-lock-mode");
        if (request.Header("x-amz-acl") is not (null or "private" or "bucket-owner-full-control"))
            throw S3Errors.New(400, "AccessControlListNotSupported", "The bucket does not allow ACLs", null);
    }
}
