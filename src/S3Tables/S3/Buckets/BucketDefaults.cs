using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Acl;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

/// <summary>
/// Reads a setting that no bucket here can have: the answer is S3's for a new bucket. Clients ask before they decide what to do (s3cmd, Terraform); to set it is refused.
/// </summary>
internal sealed class BucketDefaults(S3Store store, AuthenticationOptions options, string subresource) : IS3Operation
{
    /// <summary>The subresources, and the operations' names in the S3 API.</summary>
    public static readonly IReadOnlyList<(string Subresource, string Operation)> All =
    [
        ("acl", "GetBucketAcl"), ("accelerate", "GetBucketAccelerateConfiguration"), ("encryption", "GetBucketEncryption"), ("lifecycle", "GetBucketLifecycleConfiguration"),
        ("logging", "GetBucketLogging"), ("notification", "GetBucketNotificationConfiguration"), ("object-lock", "GetObjectLockConfiguration"),
        ("ownershipControls", "GetBucketOwnershipControls"), ("policy", "GetBucketPolicy"), ("policyStatus", "GetBucketPolicyStatus"), ("publicAccessBlock", "GetPublicAccessBlock"),
        ("replication", "GetBucketReplication"), ("requestPayment", "GetBucketRequestPayment"), ("website", "GetBucketWebsite"),
    ];

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (store.Buckets.Find(request.Bucket) is null) throw new StoreException(StoreError.NoSuchBucket, request.Bucket);
        using var xml = Document(request.Bucket);
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private S3XmlDocument Document(string bucket) => subresource switch
    {
        "acl" => OwnersControl.Document(options.AccountId),
        "accelerate" => new S3XmlDocument("AccelerateConfiguration"),
        "encryption" => new S3XmlDocument("ServerSideEncryptionConfiguration").Add("Rule", rule =>
            rule.Add("ApplyServerSideEncryptionByDefault", by => by.Add("SSEAlgorithm", "AES256")).Add("BucketKeyEnabled", false)),
        "logging" => new S3XmlDocument("BucketLoggingStatus"),
        "notification" => new S3XmlDocument("NotificationConfiguration"),
        "ownershipControls" => new S3XmlDocument("OwnershipControls").Add("Rule", rule => rule.Add("ObjectOwnership", "BucketOwnerEnforced")),
        "publicAccessBlock" => new S3XmlDocument("PublicAccessBlockConfiguration").Add("BlockPublicAcls", true).Add("IgnorePublicAcls", true)
            .Add("BlockPublicPolicy", true).Add("RestrictPublicBuckets", true),
        "requestPayment" => new S3XmlDocument("RequestPaymentConfiguration").Add("Payer", "BucketOwner"),
        "lifecycle" => throw Missing("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", bucket),
        "object-lock" => throw Missing("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket", bucket),
        "replication" => throw Missing("ReplicationConfigurationNotFoundError", "The replication configuration was not found", bucket),
        "website" => throw Missing("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration", bucket),
        _ => throw Missing("NoSuchBucketPolicy", "The bucket policy does not exist", bucket),
    };

    private static Floe.S3Tables.Http.ServiceException Missing(string code, string message, string bucket) => S3Errors.New(404, code, message, null, ("BucketName", bucket));
}
