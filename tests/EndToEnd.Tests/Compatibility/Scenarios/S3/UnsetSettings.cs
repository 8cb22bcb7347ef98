using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

/// <summary>Settings that no bucket here can have are read as of a new bucket of AWS.</summary>
[Scenarios(Area.S3)]
internal static class UnsetSettings
{
    [Proves("GetBucketAcl", "GetBucketEncryption", "GetBucketOwnershipControls", "GetPublicAccessBlock", "GetBucketRequestPayment")]
    public static async Task A_new_bucket_is_its_owners_alone_and_encrypted(Scene scene)
    {
        var bucket = new { Bucket = await scene.NewBucket() };

        Assert.Equal("FULL_CONTROL", Assert.Single((await scene.Do("GetBucketAcl", bucket)).Items("Grants")).Text("Permission"));
        var encryption = Assert.Single((await scene.Do("GetBucketEncryption", bucket))["ServerSideEncryptionConfiguration"]!.Items("Rules"));
        Assert.Equal("AES256", encryption["ApplyServerSideEncryptionByDefault"]!.Text("SSEAlgorithm"));
        Assert.Equal("BucketOwnerEnforced", Assert.Single((await scene.Do("GetBucketOwnershipControls", bucket))["OwnershipControls"]!.Items("Rules")).Text("ObjectOwnership"));
        Assert.True((await scene.Do("GetPublicAccessBlock", bucket))["PublicAccessBlockConfiguration"]!["BlockPublicPolicy"]!.GetValue<bool>());
        Assert.Equal("BucketOwner", (await scene.Do("GetBucketRequestPayment", bucket)).Text("Payer"));
    }

    [Proves("GetBucketAccelerateConfiguration", "GetBucketLogging", "GetBucketNotificationConfiguration")]
    public static async Task What_is_off_is_empty(Scene scene)
    {
        var bucket = new { Bucket = await scene.NewBucket() };

        Assert.Null((await scene.Do("GetBucketAccelerateConfiguration", bucket)).TextOrNull("Status"));
        Assert.Null((await scene.Do("GetBucketLogging", bucket))["LoggingEnabled"]);
        Assert.Null((await scene.Do("GetBucketNotificationConfiguration", bucket))["QueueConfigurations"]);
    }

    [Proves("GetObjectLockConfiguration", "GetBucketPolicyStatus")]
    public static async Task What_was_never_set_is_missing_by_a_code_of_its_own(Scene scene)
    {
        var bucket = new { Bucket = await scene.NewBucket() };

        await scene.Refused("GetObjectLockConfiguration", bucket, "ObjectLockConfigurationNotFoundError", 404);
        await scene.Refused("GetBucketPolicyStatus", bucket, "NoSuchBucketPolicy", 404);
    }

    [Proves("GetBucketLifecycleConfiguration", "GetBucketPolicy", "GetBucketReplication", "GetBucketWebsite")]
    [NotWith(ClientKind.DotNet, "AWSSDK.S3 makes an empty answer of this 404")]
    public static async Task So_are_a_lifecycle_a_policy_a_replication_and_a_website(Scene scene)
    {
        var bucket = new { Bucket = await scene.NewBucket() };

        await scene.Refused("GetBucketLifecycleConfiguration", bucket, "NoSuchLifecycleConfiguration", 404);
        await scene.Refused("GetBucketPolicy", bucket, "NoSuchBucketPolicy", 404);
        await scene.Refused("GetBucketReplication", bucket, "ReplicationConfigurationNotFoundError", 404);
        await scene.Refused("GetBucketWebsite", bucket, "NoSuchWebsiteConfiguration", 404);
    }
}
