using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

internal static class S3Objects
{
    private const string MetadataPrefix = "x-amz-meta-";

    public static Dictionary<string, S3Operation> Operations { get; } = new()
    {
        ["PutObject"] = PutAsync,
        ["GetObject"] = GetAsync,
        ["HeadObject"] = HeadAsync,
        ["CopyObject"] = CopyAsync,
        ["GetObjectAttributes"] = AttributesAsync,
        ["DeleteObject"] = async (s3, input, cancellationToken) =>
        {
            var deleted = await s3.DeleteObjectAsync(
                new DeleteObjectRequest { BucketName = input.Text("Bucket"), Key = input.Text("Key"), VersionId = input.TextOrNull("VersionId") }, cancellationToken);
            return Json.Of(new { deleted.VersionId, DeleteMarker = deleted.DeleteMarker == "true" });
        },
        ["DeleteObjects"] = DeleteManyAsync,
    };

    private static async Task<JsonObject> PutAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = input.Text("Bucket"),
            Key = input.Text("Key"),
            InputStream = new MemoryStream(input.Bytes("Body")),
            ContentType = input.TextOrNull("ContentType"),
            MD5Digest = input.TextOrNull("ContentMD5"),
            IfMatch = input.TextOrNull("IfMatch"),
            IfNoneMatch = input.TextOrNull("IfNoneMatch"),
            ChecksumAlgorithm = input.TextOrNull("ChecksumAlgorithm"),
            ChecksumCRC32 = input.TextOrNull("ChecksumCRC32"),
            ChecksumCRC32C = input.TextOrNull("ChecksumCRC32C"),
            ChecksumCRC64NVME = input.TextOrNull("ChecksumCRC64NVME"),
            ChecksumSHA1 = input.TextOrNull("ChecksumSHA1"),
            ChecksumSHA256 = input.TextOrNull("ChecksumSHA256"),
            StorageClass = input.TextOrNull("StorageClass"),
            TagSet = [.. Tags(input.TextOrNull("Tagging"))],
        };
        if (input.TextOrNull("CacheControl") is { } cacheControl) request.Headers.CacheControl = cacheControl;
        foreach (var (name, value) in input.Map("Metadata")) request.Metadata[name] = value;
        var put = await s3.PutObjectAsync(request, cancellationToken);
        return Json.Of(new { put.ETag, put.VersionId, put.ChecksumCRC32, put.ChecksumCRC32C, put.ChecksumCRC64NVME, put.ChecksumSHA1, put.ChecksumSHA256 });
    }

    private static async Task<JsonObject> GetAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        using var got = await s3.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = input.Text("Bucket"),
                Key = input.Text("Key"),
                VersionId = input.TextOrNull("VersionId"),
                PartNumber = input.IntOrNull("PartNumber"),
                ByteRange = input.TextOrNull("Range") is { } range ? new ByteRange(range) : null,
                EtagToMatch = input.TextOrNull("IfMatch"),
                EtagToNotMatch = input.TextOrNull("IfNoneMatch"),
                ModifiedSinceDate = input.TimeOrNull("IfModifiedSince"),
                UnmodifiedSinceDate = input.TimeOrNull("IfUnmodifiedSince"),
                ChecksumMode = input.TextOrNull("ChecksumMode"),
            },
            cancellationToken);
        var body = new MemoryStream();
        await got.ResponseStream.CopyToAsync(body, cancellationToken);
        return Json.Of(new
        {
            Body = body.ToArray(), got.ContentLength, got.ContentRange, got.Headers.ContentType, got.Headers.CacheControl, got.ETag, got.LastModified, got.VersionId,
            Metadata = Metadata(got.Metadata), got.PartsCount, got.TagCount,
            got.ChecksumCRC32, got.ChecksumCRC32C, got.ChecksumCRC64NVME, got.ChecksumSHA1, got.ChecksumSHA256, ChecksumType = got.ChecksumType?.Value,
        });
    }

    private static async Task<JsonObject> HeadAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var head = await s3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest
            {
                BucketName = input.Text("Bucket"),
                Key = input.Text("Key"),
                VersionId = input.TextOrNull("VersionId"),
                EtagToMatch = input.TextOrNull("IfMatch"),
                EtagToNotMatch = input.TextOrNull("IfNoneMatch"),
                ModifiedSinceDate = input.TimeOrNull("IfModifiedSince"),
                UnmodifiedSinceDate = input.TimeOrNull("IfUnmodifiedSince"),
                ChecksumMode = input.TextOrNull("ChecksumMode"),
            },
            cancellationToken);
        return Json.Of(new
        {
            head.ContentLength, head.Headers.ContentType, head.Headers.CacheControl, head.ETag, head.LastModified, head.VersionId, Metadata = Metadata(head.Metadata),
            head.ChecksumCRC32, head.ChecksumCRC32C, head.ChecksumCRC64NVME, head.ChecksumSHA1, head.ChecksumSHA256, ChecksumType = head.ChecksumType?.Value,
        });
    }

    private static async Task<JsonObject> CopyAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var source = CopySource.Of(input);
        var request = new CopyObjectRequest
        {
            SourceBucket = source.Bucket,
            SourceKey = source.Key,
            DestinationBucket = input.Text("Bucket"),
            DestinationKey = input.Text("Key"),
            MetadataDirective = input.TextOrNull("MetadataDirective") == "REPLACE" ? S3MetadataDirective.REPLACE : S3MetadataDirective.COPY,
            ETagToMatch = input.TextOrNull("CopySourceIfMatch"),
        };
        foreach (var (name, value) in input.Map("Metadata")) request.Metadata[name] = value;
        var copied = await s3.CopyObjectAsync(request, cancellationToken);
        return Json.Of(new { CopyObjectResult = new { copied.ETag } });
    }

    private static async Task<JsonObject> AttributesAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var attributes = await s3.GetObjectAttributesAsync(
            new GetObjectAttributesRequest
            {
                BucketName = input.Text("Bucket"), Key = input.Text("Key"), ObjectAttributes = [.. input.Texts("ObjectAttributes").Select(ObjectAttributes.FindValue)],
            },
            cancellationToken);
        return Json.Of(new
        {
            attributes.ETag, attributes.ObjectSize, StorageClass = attributes.StorageClass?.Value,
            Checksum = attributes.Checksum is null ? null : new { attributes.Checksum.ChecksumCRC32, attributes.Checksum.ChecksumSHA256 },
            ObjectParts = attributes.ObjectParts is null ? null : new { attributes.ObjectParts.TotalPartsCount },
        });
    }

    private static async Task<JsonObject> DeleteManyAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var deleted = await s3.DeleteObjectsAsync(
            new DeleteObjectsRequest
            {
                BucketName = input.Text("Bucket"),
                Objects = [.. input["Delete"]!.Items("Objects").Select(item => new KeyVersion { Key = item.Text("Key"), VersionId = item.TextOrNull("VersionId") })],
                Quiet = input["Delete"]!.Flag("Quiet"),
            },
            cancellationToken);
        return Json.Of(new { Deleted = (deleted.DeletedObjects ?? []).Select(item => new { item.Key }), Errors = (deleted.DeleteErrors ?? []).Select(item => new { item.Key, item.Code }) });
    }

    private static IEnumerable<Tag> Tags(string? query) =>
        (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => new Tag { Key = pair[0], Value = pair[1] });

    /// <summary>The SDK keeps the header's prefix in the names.</summary>
    private static Dictionary<string, string> Metadata(MetadataCollection metadata) =>
        metadata.Keys.ToDictionary(key => key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase) ? key[MetadataPrefix.Length..] : key, key => metadata[key]);
}
