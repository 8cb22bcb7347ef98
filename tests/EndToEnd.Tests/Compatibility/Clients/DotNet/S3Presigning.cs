using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

internal static class S3Presigning
{
    public static async Task<JsonObject> RunAsync(IAmazonS3 s3, ClientRequest request)
    {
        var url = await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = request.Input.Text("Bucket"),
            Key = request.Input.Text("Key"),
            Verb = request.Operation == "PutObject" ? HttpVerb.PUT : HttpVerb.GET,
            Expires = DateTime.UtcNow.AddSeconds(request.ExpiresInSeconds),
            Protocol = s3.Config.ServiceURL.StartsWith("https", StringComparison.Ordinal) ? Protocol.HTTPS : Protocol.HTTP,
        });
        return new() { ["Url"] = url };
    }

    public static async Task<JsonObject> RunPostAsync(IAmazonS3 s3, ClientRequest request)
    {
        var post = await s3.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = request.Input.Text("Bucket"),
            Key = request.Input.Text("Key"),
            Expires = DateTime.UtcNow.AddSeconds(request.ExpiresInSeconds),
            Fields = request.Input["Fields"]!.AsObject().ToDictionary(field => field.Key, field => field.Value!.GetValue<string>()),
            Conditions = [.. request.Input["Conditions"]!.AsArray().Select(condition => Condition(condition!))],
        });
        return Json.Of(new { post.Url, post.Fields });
    }

    /// <summary>From the policy's own form.</summary>
    private static S3PostCondition Condition(JsonNode condition) => condition is JsonObject equal
        ? S3PostCondition.ExactMatch(equal.Single().Key, equal.Single().Value!.GetValue<string>())
        : condition[0]!.GetValue<string>() == "starts-with"
            ? S3PostCondition.StartsWith(condition[1]!.GetValue<string>().TrimStart('$'), condition[2]!.GetValue<string>())
            : S3PostCondition.ContentLengthRange(condition[1]!.GetValue<long>(), condition[2]!.GetValue<long>());
}
