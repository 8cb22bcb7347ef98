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
}
