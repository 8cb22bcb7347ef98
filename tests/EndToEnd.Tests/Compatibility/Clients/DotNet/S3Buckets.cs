using Amazon.S3.Model;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

internal static class S3Buckets
{
    public static Dictionary<string, S3Operation> Operations { get; } = new()
    {
        ["CreateBucket"] = async (s3, input, cancellationToken) =>
        {
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = input.Text("Bucket"), UseClientRegion = true }, cancellationToken);
            return [];
        },
        ["HeadBucket"] = async (s3, input, cancellationToken) =>
        {
            var bucket = await s3.HeadBucketAsync(new HeadBucketRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return Json.Of(new { bucket.BucketRegion });
        },
        ["ListBuckets"] = async (s3, input, cancellationToken) =>
        {
            var list = await s3.ListBucketsAsync(new ListBucketsRequest { Prefix = input.TextOrNull("Prefix") }, cancellationToken);
            return Json.Of(new { Buckets = (list.Buckets ?? []).Select(bucket => new { Name = bucket.BucketName, bucket.CreationDate }) });
        },
        ["GetBucketLocation"] = async (s3, input, cancellationToken) =>
        {
            var location = (await s3.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = input.Text("Bucket") }, cancellationToken)).Location;
            return Json.Of(new { LocationConstraint = string.IsNullOrEmpty(location?.Value) ? null : location.Value });
        },
        ["DeleteBucket"] = async (s3, input, cancellationToken) =>
        {
            await s3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = input.Text("Bucket") }, cancellationToken);
            return [];
        },
    };
}
