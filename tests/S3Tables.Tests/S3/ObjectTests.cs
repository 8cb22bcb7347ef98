using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.S3Tables.Tests.S3;

public sealed class ObjectTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("a/b/c d+e~(1)'*!.txt")]
    [InlineData("ünïcødé/日本/😀")]
    [InlineData("dots/../and//double/./slashes")]
    [InlineData("percent%2Fencoded%20%")]
    public async Task Any_key_comes_back_as_it_was_sent(string key)
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, key, "value of " + key);

        Assert.Equal("value of " + key, await GetAsync(bucket, key));
        Assert.Equal([key], (await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Token)).S3Objects.Select(o => o.Key));
    }

    [Fact]
    public async Task A_key_may_begin_with_a_slash()
    {
        var bucket = await fixture.NewBucketAsync();
        using var put = await fixture.Raw.PutAsync($"{bucket}//leading", new StringContent("x"), Token);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        Assert.Equal(["/leading"], (await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Token)).S3Objects.Select(o => o.Key));
    }

    [Fact]
    public async Task Headers_and_metadata_come_back()
    {
        var bucket = await fixture.NewBucketAsync();
        var put = new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "x", ContentType = "text/csv" };
        put.Headers.CacheControl = "max-age=1";
        put.Headers.ContentDisposition = "attachment";
        put.Headers.ContentEncoding = "gzip";
        put.Metadata["Owner"] = "me";
        await fixture.S3.PutObjectAsync(put, Token);

        var head = await fixture.S3.GetObjectMetadataAsync(bucket, "k", Token);
        Assert.Equal(("text/csv", "max-age=1", "attachment", "gzip", "me"),
            (head.Headers.ContentType, head.Headers.CacheControl, head.Headers.ContentDisposition, head.Headers.ContentEncoding, head.Metadata["owner"]));
        Assert.Equal(1, head.ContentLength);
        Assert.True(DateTime.UtcNow - head.LastModified!.Value.ToUniversalTime() < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_ETag_is_the_MD5()
    {
        var bucket = await fixture.NewBucketAsync();
        var put = await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "hello" }, Token);

        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData("hello"u8))}\"", put.ETag);
    }

    [Fact]
    public async Task Overwriting_replaces_and_deleting_removes()
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "one");
        await PutAsync(bucket, "k", "two");
        Assert.Equal("two", await GetAsync(bucket, "k"));

        await fixture.S3.DeleteObjectAsync(bucket, "k", Token);
        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchKey", () => fixture.S3.GetObjectAsync(bucket, "k", Token));
        await fixture.S3.DeleteObjectAsync(bucket, "k", Token);
    }

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=5-100", "56789", "bytes 5-9/10")]
    [InlineData("bytes=-100", "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=3-1", "0123456789", null)]
    [InlineData("bytes=0-1,3-4", "0123456789", null)]
    [InlineData("lines=0-1", "0123456789", null)]
    public async Task Ranges(string range, string expected, string? contentRange)
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "0123456789");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{bucket}/k");
        request.Headers.TryAddWithoutValidation("Range", range);
        using var response = await fixture.Raw.SendAsync(request, Token);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(contentRange is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(contentRange, response.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task A_range_behind_the_end_is_not_satisfiable()
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "0123456789");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{bucket}/k");
        request.Headers.TryAddWithoutValidation("Range", "bytes=10-");

        await S3Assert.RefusedAsync(HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange", await fixture.Raw.SendAsync(request, Token));
    }

    [Fact]
    public async Task Conditional_reads()
    {
        var bucket = await fixture.NewBucketAsync();
        var etag = (await PutAsync(bucket, "k", "x")).ETag;

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync("If-None-Match", etag));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("If-None-Match", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("If-Match", etag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusAsync("If-Match", "\"other\""));
        var modified = (await fixture.S3.GetObjectMetadataAsync(bucket, "k", Token)).LastModified!.Value;
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync("If-Modified-Since", modified.ToString("r")));
        // S3 takes no date that lies in the future for a condition.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("If-Modified-Since", DateTime.UtcNow.AddHours(1).ToString("r")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("If-Modified-Since", DateTime.UtcNow.AddHours(-1).ToString("r")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusAsync("If-Unmodified-Since", DateTime.UtcNow.AddHours(-1).ToString("r")));

        async Task<HttpStatusCode> StatusAsync(string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{bucket}/k");
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await fixture.Raw.SendAsync(request, Token);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Conditional_writes_compare_and_swap()
    {
        var bucket = await fixture.NewBucketAsync();
        var first = await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "1", IfNoneMatch = "*" }, Token);
        await S3Assert.FailsAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed",
            () => fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "2", IfNoneMatch = "*" }, Token));
        await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "3", IfMatch = first.ETag }, Token);
        await S3Assert.FailsAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed",
            () => fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "4", IfMatch = first.ETag }, Token));
        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchKey",
            () => fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "none", ContentBody = "4", IfMatch = first.ETag }, Token));

        Assert.Equal("3", await GetAsync(bucket, "k"));
    }

    [Fact]
    public async Task Of_many_conditional_creates_one_wins()
    {
        var bucket = await fixture.NewBucketAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                await fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = $"{i}", IfNoneMatch = "*" }, Token);
                return i;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return -1;
            }
        }));

        var winner = Assert.Single(outcomes, i => i >= 0);
        Assert.Equal($"{winner}", await GetAsync(bucket, "k"));
    }

    [Fact]
    public async Task A_copy_has_the_bytes_and_the_attributes_or_new_ones()
    {
        var bucket = await fixture.NewBucketAsync();
        var put = new PutObjectRequest { BucketName = bucket, Key = "from", ContentBody = "bytes", ContentType = "text/x" };
        put.Metadata["a"] = "1";
        await fixture.S3.PutObjectAsync(put, Token);

        await fixture.S3.CopyObjectAsync(bucket, "from", bucket, "copy", Token);
        var replace = new CopyObjectRequest { SourceBucket = bucket, SourceKey = "from", DestinationBucket = bucket, DestinationKey = "replaced", MetadataDirective = S3MetadataDirective.REPLACE, ContentType = "text/y" };
        await fixture.S3.CopyObjectAsync(replace, Token);
        await fixture.S3.DeleteObjectAsync(bucket, "from", Token);

        Assert.Equal("bytes", await GetAsync(bucket, "copy"));
        Assert.Equal("bytes", await GetAsync(bucket, "replaced"));
        var copied = await fixture.S3.GetObjectMetadataAsync(bucket, "copy", Token);
        var replaced = await fixture.S3.GetObjectMetadataAsync(bucket, "replaced", Token);
        Assert.Equal(("text/x", "1"), (copied.Headers.ContentType, copied.Metadata["a"]));
        Assert.Equal(("text/y", 0), (replaced.Headers.ContentType, replaced.Metadata.Count));
    }

    [Fact]
    public async Task Copying_onto_itself_needs_a_change()
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "x");

        await S3Assert.FailsAsync(HttpStatusCode.BadRequest, "InvalidRequest", () => fixture.S3.CopyObjectAsync(bucket, "k", bucket, "k", Token));
    }

    [Fact]
    public async Task Many_keys_are_deleted_at_once()
    {
        var bucket = await fixture.NewBucketAsync();
        foreach (var i in Enumerable.Range(0, 5)) await PutAsync(bucket, $"k&{i}", "x");

        var deleted = await fixture.S3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = bucket, Objects = [.. Enumerable.Range(0, 6).Select(i => new KeyVersion { Key = $"k&{i}" })] }, Token);

        Assert.Equal(6, deleted.DeletedObjects.Count);
        Assert.Equal(0, (await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Token)).KeyCount);
    }

    [Fact]
    public async Task Tags_are_set_read_and_removed()
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "x");
        await fixture.S3.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = bucket, Key = "k", Tagging = new Tagging { TagSet = [new Tag { Key = "a", Value = "1" }] } }, Token);
        Assert.Equal("1", (await fixture.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "k" }, Token)).Tagging.Single(t => t.Key == "a").Value);

        await fixture.S3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = bucket, Key = "k" }, Token);
        Assert.Empty((await fixture.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "k" }, Token)).Tagging ?? []);
    }

    [Fact]
    public async Task Response_headers_are_overridden()
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "x");
        using var response = await fixture.Raw.GetAsync($"{bucket}/k?response-content-type=text%2Fz&response-content-disposition=inline", Token);

        Assert.Equal("text/z", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", response.Content.Headers.ContentDisposition!.ToString());
    }

    [Fact]
    public async Task A_key_longer_than_1024_bytes_is_refused()
    {
        var bucket = await fixture.NewBucketAsync();

        await S3Assert.FailsAsync(HttpStatusCode.BadRequest, "KeyTooLongError", () => PutAsync(bucket, new string('k', 1025), "x"));
        await PutAsync(bucket, new string('k', 1024), "x");
    }

    [Fact]
    public async Task A_body_without_a_length_is_refused()
    {
        var bucket = await fixture.NewBucketAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{bucket}/k") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("x")) };
        request.Headers.TransferEncodingChunked = true;

        await S3Assert.RefusedAsync(HttpStatusCode.LengthRequired, "MissingContentLength", await fixture.Raw.SendAsync(request, Token));
    }

    private Task<PutObjectResponse> PutAsync(string bucket, string key, string content) =>
        fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = content }, Token);

    private async Task<string> GetAsync(string bucket, string key)
    {
        using var response = await fixture.S3.GetObjectAsync(bucket, key, Token);
        return await new StreamReader(response.ResponseStream).ReadToEndAsync(Token);
    }
}
