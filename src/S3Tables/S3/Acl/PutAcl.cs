using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Acl;

/// <summary>PutBucketAcl and PutObjectAcl, as S3 answers where lists are off: what would change nothing succeeds, anything else is refused.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html</remarks>
internal sealed class PutAcl(S3Store store) : IS3Operation
{
    public Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (store.Buckets.Find(request.Bucket) is null) throw new StoreException(StoreError.NoSuchBucket, request.Bucket);
        if (request.Key.Length > 0) store.Objects.Require(request.Bucket, request.Key, request.VersionId);
        return request.Header("x-amz-acl") == "bucket-owner-full-control"
            ? Task.CompletedTask
            : throw S3Errors.New(400, "AccessControlListNotSupported", "The bucket does not allow ACLs", null);
    }
}
