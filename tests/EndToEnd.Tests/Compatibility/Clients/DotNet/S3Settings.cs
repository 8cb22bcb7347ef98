using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>Tags, access control lists, versioning and CORS.</summary>
internal static class S3Settings
{
    public static Dictionary<string, S3Operation> Operations { get; } = new()
    {
        ["PutObjectTagging"] = async (s3, input, cancellationToken) =>
        {
            await s3.PutObjectTaggingAsync(
                new PutObjectTaggingRequest { BucketName = input.Text("Bucket"), Key = input.Text("Key"), Tagging = new Tagging { TagSet = Tags(input["Tagging"]!) } }, cancellationToken);
            return [];
        },
        ["GetObjectTagging"] = async (s3, input, cancellationToken) =>
        {
            var tags = await s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = input.Text("Bucket"), Key = input.Text("Key") }, cancellationToken);
            return Json.Of(new { TagSet = (tags.Tagging ?? []).Select(tag => new { tag.Key, tag.Value }) });
        },
        ["DeleteObjectTagging"] = async (s3, input, cancellationToken) =>
        {
            await s3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = input.Text("Bucket"), Key = input.Text("Key") }, cancellationToken);
            return [];
        },
        ["PutObjectAcl"] = async (s3, input, cancellationToken) =>
        {
            await s3.PutObjectAclAsync(
                new PutObjectAclRequest { BucketName = input.Text("Bucket"), Key = input.Text("Key"), ACL = S3CannedACL.FindValue(input.Text("ACL")) }, cancellationToken);
            return [];
        },
        ["GetObjectAcl"] = async (s3, input, cancellationToken) =>
        {
            await s3.GetObjectAclAsync(new GetObjectAclRequest { BucketName = input.Text("Bucket"), Key = input.Text("Key") }, cancellationToken);
            return [];
        },
        ["PutBucketTagging"] = async (s3, input, cancellationToken) =>
        {
            await s3.PutBucketTaggingAsync(new PutBucketTaggingRequest { BucketName = input.Text("Bucket"), TagSet = Tags(input["Tagging"]!) }, cancellationToken);
            return [];
        },
        ["GetBucketTagging"] = async (s3, input, cancellationToken) =>
        {
            var tags = await s3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return Json.Of(new { TagSet = (tags.TagSet ?? []).Select(tag => new { tag.Key, tag.Value }) });
        },
        ["DeleteBucketTagging"] = async (s3, input, cancellationToken) =>
        {
            await s3.DeleteBucketTaggingAsync(new DeleteBucketTaggingRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return [];
        },
        ["PutBucketVersioning"] = async (s3, input, cancellationToken) =>
        {
            await s3.PutBucketVersioningAsync(
                new PutBucketVersioningRequest
                {
                    BucketName = input.Text("Bucket"), VersioningConfig = new() { Status = input["VersioningConfiguration"]!.Text("Status") },
                },
                cancellationToken);
            return [];
        },
        ["GetBucketVersioning"] = async (s3, input, cancellationToken) =>
        {
            var status = (await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = input.Text("Bucket") }, cancellationToken)).VersioningConfig.Status;
            // The SDK says "Off" where the answer is empty.
            return Json.Of(new { Status = status == VersionStatus.Off ? null : status?.Value });
        },
        ["PutBucketCors"] = async (s3, input, cancellationToken) =>
        {
            await s3.PutCORSConfigurationAsync(
                new PutCORSConfigurationRequest { BucketName = input.Text("Bucket"), Configuration = new() { Rules = [.. input["CORSConfiguration"]!.Items("CORSRules").Select(Rule)] } },
                cancellationToken);
            return [];
        },
        ["GetBucketCors"] = GetCorsAsync,
        ["DeleteBucketCors"] = async (s3, input, cancellationToken) =>
        {
            await s3.DeleteCORSConfigurationAsync(new DeleteCORSConfigurationRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return [];
        },
    };

    private static async Task<JsonObject> GetCorsAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var cors = await s3.GetCORSConfigurationAsync(new GetCORSConfigurationRequest { BucketName = input.Text("Bucket") }, cancellationToken);
        return Json.Of(new
        {
            CORSRules = (cors.Configuration?.Rules ?? []).Select(rule => new { rule.AllowedOrigins, rule.AllowedMethods, rule.AllowedHeaders, rule.ExposeHeaders, rule.MaxAgeSeconds }),
        });
    }

    private static CORSRule Rule(JsonObject rule) => new()
    {
        AllowedOrigins = [.. rule.Texts("AllowedOrigins")],
        AllowedMethods = [.. rule.Texts("AllowedMethods")],
        AllowedHeaders = [.. rule.Texts("AllowedHeaders")],
        ExposeHeaders = [.. rule.Texts("ExposeHeaders")],
        MaxAgeSeconds = rule.IntOrNull("MaxAgeSeconds"),
    };

    private static List<Tag> Tags(JsonNode tagging) => [.. tagging.Items("TagSet").Select(tag => new Tag { Key = tag.Text("Key"), Value = tag.Text("Value") })];
}
