using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

internal static class S3Uploads
{
    public static Dictionary<string, S3Operation> Operations { get; } = new()
    {
        ["CreateMultipartUpload"] = CreateAsync,
        ["UploadPart"] = UploadPartAsync,
        ["UploadPartCopy"] = CopyPartAsync,
        ["CompleteMultipartUpload"] = CompleteAsync,
        ["AbortMultipartUpload"] = async (s3, input, cancellationToken) =>
        {
            await s3.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = input.Text("Bucket"), Key = input.Text("Key"), UploadId = input.Text("UploadId") }, cancellationToken);
            return [];
        },
        ["ListParts"] = async (s3, input, cancellationToken) => S3Listings.Parts(await s3.ListPartsAsync(S3Listings.PartsRequest(input), cancellationToken)),
        ["ListMultipartUploads"] = async (s3, input, cancellationToken) =>
        {
            var list = await s3.ListMultipartUploadsAsync(
                new ListMultipartUploadsRequest { BucketName = input.Text("Bucket"), Prefix = input.TextOrNull("Prefix") }, cancellationToken);
            return Json.Of(new { Uploads = (list.MultipartUploads ?? []).Select(upload => new { upload.Key, upload.UploadId }) });
        },
    };

    private static async Task<JsonObject> CreateAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = input.Text("Bucket"),
            Key = input.Text("Key"),
            ContentType = input.TextOrNull("ContentType"),
            ChecksumAlgorithm = input.TextOrNull("ChecksumAlgorithm"),
            ChecksumType = input.TextOrNull("ChecksumType"),
        };
        foreach (var (name, value) in input.Map("Metadata")) request.Metadata[name] = value;
        var created = await s3.InitiateMultipartUploadAsync(request, cancellationToken);
        return Json.Of(new { created.UploadId, Bucket = created.BucketName, created.Key });
    }

    private static async Task<JsonObject> UploadPartAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var body = input.Bytes("Body");
        var part = await s3.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = input.Text("Bucket"),
                Key = input.Text("Key"),
                UploadId = input.Text("UploadId"),
                PartNumber = input.IntOrNull("PartNumber"),
                PartSize = body.Length,
                InputStream = new MemoryStream(body),
                MD5Digest = input.TextOrNull("ContentMD5"),
                ChecksumAlgorithm = input.TextOrNull("ChecksumAlgorithm"),
            },
            cancellationToken);
        return Json.Of(new { part.ETag, part.ChecksumCRC32, part.ChecksumSHA256 });
    }

    private static async Task<JsonObject> CopyPartAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var source = CopySource.Of(input);
        var request = new CopyPartRequest
        {
            SourceBucket = source.Bucket,
            SourceKey = source.Key,
            DestinationBucket = input.Text("Bucket"),
            DestinationKey = input.Text("Key"),
            UploadId = input.Text("UploadId"),
            PartNumber = input.IntOrNull("PartNumber"),
        };
        if (input.TextOrNull("CopySourceRange")?["bytes=".Length..].Split('-') is { } range)
        {
            request.FirstByte = long.Parse(range[0], CultureInfo.InvariantCulture);
            request.LastByte = long.Parse(range[1], CultureInfo.InvariantCulture);
        }
        var copied = await s3.CopyPartAsync(request, cancellationToken);
        return Json.Of(new { CopyPartResult = new { copied.ETag } });
    }

    private static async Task<JsonObject> CompleteAsync(IAmazonS3 s3, JsonObject input, CancellationToken cancellationToken)
    {
        var completed = await s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = input.Text("Bucket"),
                Key = input.Text("Key"),
                UploadId = input.Text("UploadId"),
                IfNoneMatch = input.TextOrNull("IfNoneMatch"),
                PartETags =
                [
                    .. input["MultipartUpload"]!.Items("Parts").Select(part => new PartETag
                    {
                        PartNumber = part.IntOrNull("PartNumber"), ETag = part.Text("ETag"),
                        ChecksumCRC32 = part.TextOrNull("ChecksumCRC32"), ChecksumSHA256 = part.TextOrNull("ChecksumSHA256"),
                    }),
                ],
            },
            cancellationToken);
        return Json.Of(new { completed.ETag, completed.Location, completed.ChecksumSHA256, completed.ChecksumCRC32, ChecksumType = completed.ChecksumType?.Value });
    }
}
