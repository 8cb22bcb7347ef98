using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

internal static class S3Listings
{
    public static Dictionary<string, S3Operation> Operations { get; } = new()
    {
        ["ListObjects"] = ObjectsAsync,
        ["ListObjectsV2"] = async (s3, input, cancellationToken) => ObjectsV2(await s3.ListObjectsV2Async(ObjectsV2Request(input), cancellationToken)),
        ["ListObjectVersions"] = VersionsAsync,
    };

    public static ListObjectsV2Request ObjectsV2Request(JsonObject input) => new()
    {
        BucketName = input.Text("Bucket"),
        Prefix = input.TextOrNull("Prefix"),
        Delimiter = input.TextOrNull("Delimiter"),
        StartAfter = input.TextOrNull("StartAfter"),
        ContinuationToken = input.TextOrNull("ContinuationToken"),
        MaxKeys = input.IntOrNull("MaxKeys"),
    };

    public static JsonObject ObjectsV2(ListObjectsV2Response list) => Json.Of(new
    {
        Contents = Contents(list.S3Objects), CommonPrefixes = Prefixes(list.CommonPrefixes), list.KeyCount, list.IsTruncated, list.NextContinuationToken,
    });

    public static ListPartsRequest PartsRequest(JsonObject input) => new()
    {
        BucketName = input.Text("Bucket"),
        Key = input.Text("Key"),
        UploadId = input.Text("UploadId"),
        MaxParts = input.IntOrNull("MaxParts"),
        PartNumberMarker = input.TextOrNull("PartNumberMarker"),
    };

    public static JsonObject Parts(ListPartsResponse list) => Json.Of(new
    {
        Parts = (list.Parts ?? []).Select(part => new { part.PartNumber, part.ETag, part.Size }), list.IsTruncated, list.NextPartNumberMarker,
    });

    private static async Task<JsonObject> ObjectsAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var list = await s3.ListObjectsAsync(
            new ListObjectsRequest
            {
                BucketName = input.Text("Bucket"), Prefix = input.TextOrNull("Prefix"), Delimiter = input.TextOrNull("Delimiter"),
                Marker = input.TextOrNull("Marker"), MaxKeys = input.IntOrNull("MaxKeys"),
            },
            cancellationToken);
        return Json.Of(new { Contents = Contents(list.S3Objects), CommonPrefixes = Prefixes(list.CommonPrefixes), list.IsTruncated, list.NextMarker });
    }

    private static async Task<JsonObject> VersionsAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var list = await s3.ListVersionsAsync(new ListVersionsRequest { BucketName = input.Text("Bucket"), Prefix = input.TextOrNull("Prefix") }, cancellationToken);
        var all = list.Versions ?? [];
        return Json.Of(new
        {
            Versions = all.Where(version => version.IsDeleteMarker != true).Select(version => new { version.Key, version.VersionId, version.IsLatest, version.ETag }),
            DeleteMarkers = all.Where(version => version.IsDeleteMarker == true).Select(version => new { version.Key, version.VersionId, version.IsLatest }),
        });
    }

    private static IEnumerable<object> Contents(List<S3Object>? objects) =>
        (objects ?? []).Select(item => new { item.Key, item.Size, item.ETag, item.LastModified, StorageClass = item.StorageClass?.Value });

    private static IEnumerable<object> Prefixes(List<string>? prefixes) => (prefixes ?? []).Select(prefix => new { Prefix = prefix });
}
