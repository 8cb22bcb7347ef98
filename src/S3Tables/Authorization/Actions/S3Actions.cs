using System.Collections.Frozen;

namespace Floe.S3Tables.Authorization.Actions;

/// <summary>
/// The actions of S3 operations on general purpose buckets, by the operation's name in the S3 API. S3 User Guide, "Required permissions for Amazon
/// S3 API operations".
/// </summary>
public static class S3Actions
{
    private static readonly FrozenDictionary<string, RequiredAction> ByOperation = new Dictionary<string, RequiredAction>
    {
        ["ListBuckets"] = new("s3:ListAllMyBuckets", ActionTarget.AllBuckets),

        ["CreateBucket"] = OfBucket("CreateBucket"),
        ["DeleteBucket"] = OfBucket("DeleteBucket"),
        ["HeadBucket"] = OfBucket("ListBucket"),
        ["ListObjects"] = OfBucket("ListBucket"),
        ["ListObjectsV2"] = OfBucket("ListBucket"),
        ["ListObjectVersions"] = OfBucket("ListBucketVersions"),
        ["ListMultipartUploads"] = OfBucket("ListBucketMultipartUploads"),
        ["GetBucketLocation"] = OfBucket("GetBucketLocation"),
        ["GetBucketVersioning"] = OfBucket("GetBucketVersioning"),
        ["PutBucketVersioning"] = OfBucket("PutBucketVersioning"),
        ["GetBucketTagging"] = OfBucket("GetBucketTagging"),
        ["PutBucketTagging"] = OfBucket("PutBucketTagging"),
        ["DeleteBucketTagging"] = OfBucket("PutBucketTagging"),
        ["GetBucketCors"] = OfBucket("GetBucketCORS"),
        ["PutBucketCors"] = OfBucket("PutBucketCORS"),
        ["DeleteBucketCors"] = OfBucket("PutBucketCORS"),
        ["GetBucketAcl"] = OfBucket("GetBucketAcl"),
        ["GetBucketEncryption"] = OfBucket("GetEncryptionConfiguration"),
        ["GetBucketPolicy"] = OfBucket("GetBucketPolicy"),

        ["GetObject"] = OfObject("GetObject"),
        ["HeadObject"] = OfObject("GetObject"),
        ["GetObjectAttributes"] = OfObject("GetObjectAttributes"),
        ["GetObjectAcl"] = OfObject("GetObjectAcl"),
        ["GetObjectTagging"] = OfObject("GetObjectTagging"),
        ["PutObjectTagging"] = OfObject("PutObjectTagging"),
        ["DeleteObjectTagging"] = OfObject("DeleteObjectTagging"),
        ["PutObject"] = OfObject("PutObject"),
        ["PostObject"] = OfObject("PutObject"),
        ["CopyObject"] = OfObject("PutObject"),
        ["DeleteObject"] = OfObject("DeleteObject"),
        ["DeleteObjects"] = OfObject("DeleteObject"),
        ["CreateMultipartUpload"] = OfObject("PutObject"),
        ["UploadPart"] = OfObject("PutObject"),
        ["UploadPartCopy"] = OfObject("PutObject"),
        ["CompleteMultipartUpload"] = OfObject("PutObject"),
        ["AbortMultipartUpload"] = OfObject("AbortMultipartUpload"),
        ["ListParts"] = OfObject("ListMultipartUploadParts"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Of DeleteObjects, for each key. CopyObject and UploadPartCopy need GetObject of their source besides. An operation that is not listed
    /// needs the action of its own name.
    /// </summary>
    public static RequiredAction For(string operation, bool isOfObject) => ByOperation.TryGetValue(operation, out var action)
        ? action
        : new($"s3:{operation}", isOfObject ? ActionTarget.Object : ActionTarget.Bucket);

    private static RequiredAction OfBucket(string name) => new($"s3:{name}", ActionTarget.Bucket);

    private static RequiredAction OfObject(string name) => new($"s3:{name}", ActionTarget.Object);
}
