using System.Text.Json.Nodes;
using Amazon.S3;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>From the service model's names to AWSSDK.S3's, which differ: one entry an operation.</summary>
internal static class S3Operations
{
    private static readonly Dictionary<string, S3Operation> All = new(
        [.. S3Buckets.Operations, .. S3Objects.Operations, .. S3Uploads.Operations, .. S3Listings.Operations, .. S3Settings.Operations, .. S3Defaults.Operations]);

    public static Task<JsonObject> RunAsync(IAmazonS3 s3, ClientRequest request, CancellationToken cancellationToken) => request.Action switch
    {
        ClientAction.Presign => S3Presigning.RunAsync(s3, request),
        ClientAction.PresignPost => S3Presigning.RunPostAsync(s3, request),
        ClientAction.Paginate => S3Paging.RunAsync(s3, request, cancellationToken),
        _ => All[request.Operation](s3, request.Input, cancellationToken),
    };
}
