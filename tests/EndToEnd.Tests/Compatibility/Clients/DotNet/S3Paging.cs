using System.Text.Json.Nodes;
using Amazon.S3;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

internal static class S3Paging
{
    public static async Task<JsonObject> RunAsync(IAmazonS3 s3, ClientRequest request, CancellationToken cancellationToken)
    {
        var input = request.Input;
        switch (request.Operation)
        {
            case "ListObjectsV2":
                var listing = S3Listings.ObjectsV2Request(input);
                listing.MaxKeys = request.PageSize;
                var pages = await s3.Paginators.ListObjectsV2(listing).Responses.Select(S3Listings.ObjectsV2).ToListAsync(cancellationToken);
                return Join(pages, "Contents", "CommonPrefixes");
            case "ListParts":
                var parts = S3Listings.PartsRequest(input);
                parts.MaxParts = request.PageSize;
                return Join(await s3.Paginators.ListParts(parts).Responses.Select(S3Listings.Parts).ToListAsync(cancellationToken), "Parts");
            default:
                throw new NotSupportedException($"AWSSDK.S3 has no paginator for {request.Operation}.");
        }
    }

    private static JsonObject Join(IReadOnlyList<JsonObject> pages, params string[] lists) =>
        new(lists.Select(list => KeyValuePair.Create(list, (JsonNode?)new JsonArray([.. pages.SelectMany(page => page.Items(list)).Select(item => item.DeepClone())]))));
}
