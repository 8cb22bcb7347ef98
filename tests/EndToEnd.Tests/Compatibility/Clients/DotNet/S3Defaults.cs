using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>Reads of bucket settings that cannot be set here.</summary>
internal static class S3Defaults
{
    public static Dictionary<string, S3Operation> Operations { get; } = new()
    {
        ["GetBucketAcl"] = async (s3, input, cancellationToken) =>
        {
            var acl = await s3.GetBucketAclAsync(new GetBucketAclRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return Json.Of(new { Grants = acl.Grants.Select(grant => new { Permission = grant.Permission.Value }) });
        },
        ["GetBucketEncryption"] = async (s3, input, cancellationToken) =>
        {
            var encryption = await s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            var rules = encryption.ServerSideEncryptionConfiguration.ServerSideEncryptionRules.Select(rule => new
            {
                ApplyServerSideEncryptionByDefault = new { SSEAlgorithm = rule.ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm.Value },
            });
            return Json.Of(new { ServerSideEncryptionConfiguration = new { Rules = rules } });
        },
        ["GetBucketOwnershipControls"] = async (s3, input, cancellationToken) =>
        {
            var ownership = await s3.GetBucketOwnershipControlsAsync(new GetBucketOwnershipControlsRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return Json.Of(new { OwnershipControls = new { Rules = ownership.OwnershipControls.Rules.Select(rule => new { ObjectOwnership = rule.ObjectOwnership.Value }) } });
        },
        ["GetPublicAccessBlock"] = async (s3, input, cancellationToken) =>
        {
            var access = await s3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return Json.Of(new { PublicAccessBlockConfiguration = new { access.PublicAccessBlockConfiguration.BlockPublicPolicy } });
        },
        ["GetBucketRequestPayment"] = async (s3, input, cancellationToken) =>
            Json.Of(new { (await s3.GetBucketRequestPaymentAsync(new GetBucketRequestPaymentRequest { BucketName = input.Text("Bucket") }, cancellationToken)).Payer }),
        ["GetBucketAccelerateConfiguration"] = async (s3, input, cancellationToken) => Json.Of(new
        {
            Status = (await s3.GetBucketAccelerateConfigurationAsync(new GetBucketAccelerateConfigurationRequest { BucketName = input.Text("Bucket") }, cancellationToken)).Status?.Value,
        }),
        ["GetBucketLogging"] = async (s3, input, cancellationToken) =>
        {
            var logging = await s3.GetBucketLoggingAsync(new GetBucketLoggingRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            // The SDK makes an object where the answer is empty.
            return logging.BucketLoggingConfig?.TargetBucketName is { } target ? Json.Of(new { LoggingEnabled = new { TargetBucket = target } }) : [];
        },
        ["GetBucketNotificationConfiguration"] = async (s3, input, cancellationToken) =>
        {
            var notification = await s3.GetBucketNotificationAsync(new GetBucketNotificationRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return notification.QueueConfigurations is { Count: > 0 } queues ? Json.Of(new { QueueConfigurations = queues.Select(queue => new { queue.Queue }) }) : [];
        },
        ["GetBucketLifecycleConfiguration"] = (s3, input, cancellationToken) =>
            Missing(s3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = input.Text("Bucket") }, cancellationToken)),
        ["GetObjectLockConfiguration"] = (s3, input, cancellationToken) =>
            Missing(s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = input.Text("Bucket") }, cancellationToken)),
        ["GetBucketPolicy"] = (s3, input, cancellationToken) => Missing(s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = input.Text("Bucket") }, cancellationToken)),
        ["GetBucketPolicyStatus"] = (s3, input, cancellationToken) =>
            Missing(s3.GetBucketPolicyStatusAsync(new GetBucketPolicyStatusRequest { BucketName = input.Text("Bucket") }, cancellationToken)),
        ["GetBucketReplication"] = (s3, input, cancellationToken) =>
            Missing(s3.GetBucketReplicationAsync(new GetBucketReplicationRequest { BucketName = input.Text("Bucket") }, cancellationToken)),
        ["GetBucketWebsite"] = (s3, input, cancellationToken) => Missing(s3.GetBucketWebsiteAsync(new GetBucketWebsiteRequest { BucketName = input.Text("Bucket") }, cancellationToken)),
    };

    /// <summary>There is nothing to read: the service's error is the answer.</summary>
    private static async Task<JsonObject> Missing<T>(Task<T> reading)
        where T : Amazon.Runtime.AmazonWebServiceResponse
    {
        await reading;
        return [];
    }
}
