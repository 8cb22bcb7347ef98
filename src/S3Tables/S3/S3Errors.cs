using Floe.S3Tables.Http;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3;

/// <summary>S3's errors, in its codes and words.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList</remarks>
internal static class S3Errors
{
    public static ServiceException From(StoreException error) => error.Error switch
    {
        StoreError.NoSuchBucket => New(404, "NoSuchBucket", "The specified bucket does not exist", error, ("BucketName", error.Subject)),
        StoreError.NoSuchKey => New(404, "NoSuchKey", "The specified key does not exist.", error, ("Key", error.Subject)),
        StoreError.NoSuchVersion => New(404, "NoSuchVersion", "The specified version does not exist.", error, ("VersionId", error.Subject)),
        StoreError.DeleteMarker => New(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", error, ("ResourceType", "DeleteMarker")),
        StoreError.NoSuchUpload => New(404, "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", error, ("UploadId", error.Subject)),
        StoreError.BucketAlreadyExists => New(409, "BucketAlreadyOwnedByYou",
            "Your previous request to create the named bucket succeeded and you already own it.", error, ("BucketName", error.Subject)),
        StoreError.BucketNotEmpty => New(409, "BucketNotEmpty", "The bucket you tried to delete is not empty", error, ("BucketName", error.Subject)),
        StoreError.PreconditionFailed => PreconditionFailed(error.Subject),
        StoreError.InvalidPart => New(400, "InvalidPart",
            "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
            error, ("PartNumber", error.Subject)),
        StoreError.InvalidPartOrder => New(400, "InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.", error),
        StoreError.PartTooSmall => New(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", error,
            ("MinSizeAllowed", "5242880"), ("PartNumber", error.Subject)),
        StoreError.BadDigest => New(400, "BadDigest", $"The {error.Subject} you specified did not match the calculated checksum.", error),
        _ => New(500, "InternalError", "We encountered an internal error. Please try again.", error),
    };

    public static ServiceException PreconditionFailed(string condition) =>
        New(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", null, ("Condition", condition));

    public static ServiceException InvalidArgument(string message, string name, string? value) =>
        New(400, "InvalidArgument", message, null, ("ArgumentName", name), ("ArgumentValue", value ?? ""));

    public static ServiceException InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static ServiceException MalformedXml(Exception? inner = null) =>
        new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema", inner);

    public static ServiceException MethodNotAllowed(string method, string resourceType) =>
        New(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", null, ("Method", method), ("ResourceType", resourceType));

    public static ServiceException NotImplemented(string what) =>
        New(501, "NotImplemented", "A header you provided implies functionality that is not implemented.", null, ("Header", what));

    public static ServiceException ConditionNotImplemented(string element) =>
        New(501, "NotImplemented", $"Objects of general purpose buckets cannot be deleted on the condition '{element}', which only directory buckets have; use ETag.", null, ("Element", element));

    public static ServiceException UnknownSubresource(string name) =>
        New(501, "NotImplemented", $"Floe's S3 does not have the subresource '{name}'.", null, ("Subresource", name));

    public static ServiceException New(int status, string code, string message, Exception? inner, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var members = new Dictionary<string, string>(details.Length);
        foreach (var (name, value) in details) members[name] = value;
        return new ServiceException(status, code, message, inner) { Details = members };
    }
}
