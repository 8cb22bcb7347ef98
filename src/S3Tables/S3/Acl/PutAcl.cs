using System.Xml.Linq;
using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Acl;

/// <summary>PutBucketAcl and PutObjectAcl, as S3 answers where lists are off: to give the owner full control, who has it, succeeds; anything else is refused.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html</remarks>
internal sealed class PutAcl(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (store.Buckets.Find(request.Bucket) is null) throw new StoreException(StoreError.NoSuchBucket, request.Bucket);
        if (request.Key.Length > 0) store.Objects.Require(request.Bucket, request.Key, request.VersionId);
        var policy = await S3XmlBody.ReadAsync(request.Body, "AccessControlPolicy", cancellationToken);
        if (policy is null ? request.Header("x-amz-acl") == "bucket-owner-full-control" : IsOwnersControl(policy)) return;
        throw S3Errors.New(400, "AccessControlListNotSupported", "The bucket does not allow ACLs", null);
    }

    /// <summary>The same list in the form of XML, as clients put back what they have read.</summary>
    private bool IsOwnersControl(XElement policy) => policy.All("AccessControlList").SelectMany(list => list.All("Grant")).ToList() is [var grant]
        && grant.Text("Permission") == "FULL_CONTROL" && grant.All("Grantee").FirstOrDefault()?.Text("ID") == options.AccountId;
}
