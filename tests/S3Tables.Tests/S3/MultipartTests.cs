using System.Net;
using System.Security.Cryptography;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Floe.S3Tables.Tests.S3;

public sealed class MultipartTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private const int MinPart = 5 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_sent_in_any_order_make_one_object()
    {
        var bucket = await fixture.NewBucketAsync();
        var parts = new[] { Random(MinPart), Random(MinPart), Random(7) };
        var id = await BeginAsync(bucket);
        var sent = new Dictionary<int, string>();
        foreach (var i in new[] { 2, 0, 1 }) sent[i] = (await PartAsync(bucket, id, i + 1, parts[i])).ETag;

        var listed = await fixture.S3.ListPartsAsync(new ListPartsRequest { BucketName = bucket, Key = "k", UploadId = id }, Token);
        Assert.Equal([1, 2, 3], listed.Parts.Select(p => p.PartNumber!.Value));
        var done = await CompleteAsync(bucket, id, [.. sent.OrderBy(p => p.Key).Select(p => new PartETag(p.Key + 1, p.Value))]);

        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData([.. parts.SelectMany(MD5.HashData)]))}-3\"", done.ETag);
        Assert.Equal(parts.SelectMany(p => p), await GetAsync(bucket));
        var second = await fixture.S3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = "k", PartNumber = 3 }, Token);
        Assert.Equal((7, 3), (second.ContentLength, second.PartsCount!.Value));
        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchUpload", () => CompleteAsync(bucket, id, [new PartETag(1, sent[0])]));
    }

    [Fact]
    public async Task A_part_sent_again_replaces_the_first()
    {
        var bucket = await fixture.NewBucketAsync();
        var id = await BeginAsync(bucket);
        var first = await PartAsync(bucket, id, 1, [1]);
        var second = await PartAsync(bucket, id, 1, [2]);

        await S3Assert.FailsAsync(HttpStatusCode.BadRequest, "InvalidPart", () => CompleteAsync(bucket, id, [new PartETag(1, first.ETag)]));
        await CompleteAsync(bucket, id, [new PartETag(1, second.ETag)]);
        Assert.Equal([2], await GetAsync(bucket));
    }

    [Fact]
    public async Task Completing_once_more_with_the_same_parts_is_answered_the_same_and_changes_nothing()
    {
        var bucket = await fixture.NewBucketAsync();
        var id = await BeginAsync(bucket);
        List<PartETag> parts = [new PartETag(1, (await PartAsync(bucket, id, 1, [1])).ETag)];
        var first = await CompleteAsync(bucket, id, parts);
        var modified = (await fixture.S3.GetObjectMetadataAsync(bucket, "k", Token)).LastModified;

        Assert.Equal(first.ETag, (await CompleteAsync(bucket, id, parts)).ETag);
        Assert.Equal(modified, (await fixture.S3.GetObjectMetadataAsync(bucket, "k", Token)).LastModified);
        await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "newer" }, Token);
        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchUpload", () => CompleteAsync(bucket, id, parts));
    }

    [Fact]
    public async Task Rules_for_completing()
    {
        var bucket = await fixture.NewBucketAsync();
        var id = await BeginAsync(bucket);
        var one = (await PartAsync(bucket, id, 1, [1])).ETag;
        var two = (await PartAsync(bucket, id, 2, [2])).ETag;

        await S3Assert.FailsAsync(HttpStatusCode.BadRequest, "EntityTooSmall", () => CompleteAsync(bucket, id, [new PartETag(1, one), new PartETag(2, two)]));
        await S3Assert.FailsAsync(HttpStatusCode.BadRequest, "InvalidPart", () => CompleteAsync(bucket, id, [new PartETag(3, one)]));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidPartOrder", await fixture.Raw.PostAsync($"{bucket}/k?uploadId={id}", new StringContent(
            $"<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>{two}</ETag></Part><Part><PartNumber>1</PartNumber><ETag>{one}</ETag></Part></CompleteMultipartUpload>"), Token));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "MalformedXML", await fixture.Raw.PostAsync($"{bucket}/k?uploadId={id}", new StringContent("<Complete"), Token));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "MalformedXML", await fixture.Raw.PostAsync($"{bucket}/k?uploadId={id}", new StringContent("<CompleteMultipartUpload/>"), Token));
        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchUpload", () => PartAsync(bucket, "nonsense", 1, [1]));
    }

    [Fact]
    public async Task An_upload_id_opens_no_other_key()
    {
        var bucket = await fixture.NewBucketAsync();
        var id = await BeginAsync(bucket);

        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchUpload",
            () => fixture.S3.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = "other", UploadId = id }, Token));
    }

    [Fact]
    public async Task Uploads_are_listed_until_aborted()
    {
        var bucket = await fixture.NewBucketAsync();
        var id = await BeginAsync(bucket);
        await PartAsync(bucket, id, 1, [1]);
        Assert.Equal([id], (await fixture.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket }, Token)).MultipartUploads.Select(u => u.UploadId));

        await fixture.S3.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = "k", UploadId = id }, Token);
        Assert.Empty((await fixture.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket }, Token)).MultipartUploads ?? []);
    }

    [Fact]
    public async Task Parts_are_copied_from_ranges_of_other_objects()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "source", ContentBody = "0123456789" }, Token);
        var id = await BeginAsync(bucket);
        var copied = await fixture.S3.CopyPartAsync(
            new CopyPartRequest { SourceBucket = bucket, SourceKey = "source", DestinationBucket = bucket, DestinationKey = "k", UploadId = id, PartNumber = 1, FirstByte = 2, LastByte = 4 }, Token);
        await CompleteAsync(bucket, id, [new PartETag(1, copied.ETag)]);

        Assert.Equal("234"u8.ToArray(), await GetAsync(bucket));
    }

    [Fact]
    public async Task The_SDKs_transfer_utility_uploads_in_parallel_parts()
    {
        var bucket = await fixture.NewBucketAsync();
        var data = Random(23 * 1024 * 1024);
        using var transfer = new TransferUtility(fixture.S3);
        await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = bucket, Key = "k", InputStream = new MemoryStream(data), PartSize = MinPart }, Token);

        Assert.Equal(SHA256.HashData(data), SHA256.HashData(await GetAsync(bucket)));
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        System.Random.Shared.NextBytes(bytes);
        return bytes;
    }

    private async Task<string> BeginAsync(string bucket) => (await fixture.S3.InitiateMultipartUploadAsync(bucket, "k", Token)).UploadId;

    private Task<UploadPartResponse> PartAsync(string bucket, string id, int number, byte[] data) => fixture.S3.UploadPartAsync(
        new UploadPartRequest { BucketName = bucket, Key = "k", UploadId = id, PartNumber = number, InputStream = new MemoryStream(data) }, Token);

    private Task<CompleteMultipartUploadResponse> CompleteAsync(string bucket, string id, List<PartETag> parts) => fixture.S3.CompleteMultipartUploadAsync(
        new CompleteMultipartUploadRequest { BucketName = bucket, Key = "k", UploadId = id, PartETags = parts }, Token);

    private async Task<byte[]> GetAsync(string bucket)
    {
        using var response = await fixture.S3.GetObjectAsync(bucket, "k", Token);
        var copy = new MemoryStream();
        await response.ResponseStream.CopyToAsync(copy, Token);
        return copy.ToArray();
    }
}
