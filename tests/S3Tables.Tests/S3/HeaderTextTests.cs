using System.Text;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Tests.S3.Replayed;

namespace Floe.S3Tables.Tests.S3;

/// <summary>
/// Metadata and headers beyond ASCII, sent as UTF-8. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html: such metadata comes back as RFC 2047
/// has it, other metadata as it is.
/// </summary>
public sealed class HeaderTextTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    [Theory]
    [InlineData("plain ASCII", "plain ASCII")]
    [InlineData("=?UTF-8?B?w7w=?=", "=?UTF-8?B?w7w=?=")]
    [InlineData("ü", "=?UTF-8?B?w7w=?=")]
    [InlineData("日本語 と \U0001F9CA", "=?UTF-8?B?5pel5pys6KqeIOOBqCDwn6eK?=")]
    public async Task Metadata_comes_back_in_ASCII(string sent, string returned)
    {
        var bucket = await fixture.NewBucketAsync();
        using var client = NewClient(Encoding.UTF8);

        Assert.Equal(200, (await client.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray(), ("x-amz-meta-text", sent))).Status);
        await client.SendAsync("PUT", $"{bucket}/copy", [], ("x-amz-copy-source", $"/{bucket}/k"));

        foreach (var key in new[] { "k", "copy" })
        {
            Assert.Equal(returned, (await client.SendAsync("HEAD", $"{bucket}/{key}")).Header("x-amz-meta-text"));
            Assert.Equal(returned, (await client.SendAsync("GET", $"{bucket}/{key}")).Header("x-amz-meta-text"));
        }
    }

    [Fact]
    public async Task Metadata_counts_by_its_bytes()
    {
        var bucket = await fixture.NewBucketAsync();
        using var client = NewClient(Encoding.UTF8);

        // Two KiB with the name: "m" and 2,047 bytes fit.
        Assert.Equal(200, (await client.SendAsync("PUT", $"{bucket}/k", [], ("x-amz-meta-m", "a" + new string('ü', 1023)))).Status);
        Assert.Equal("MetadataTooLarge", (await client.SendAsync("PUT", $"{bucket}/k", [], ("x-amz-meta-m", new string('ü', 1024)))).Element("Code"));
    }

    [Theory]
    [InlineData("Content-Disposition", "attachment; filename=\"Übersicht ☃.csv\"")]
    [InlineData("Cache-Control", "private, note=\"ü\"")]
    [InlineData("Content-Language", "日本")]
    public async Task Other_headers_come_back_as_the_bytes_that_were_sent(string header, string value)
    {
        var bucket = await fixture.NewBucketAsync();
        using var client = NewClient(Encoding.UTF8);

        Assert.Equal(200, (await client.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray(), (header, value))).Status);

        Assert.Equal(value, (await client.SendAsync("HEAD", $"{bucket}/k")).Header(header));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        var bucket = await fixture.NewBucketAsync();
        using var client = NewClient(Encoding.Latin1);

        var answer = await client.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray(), ("x-amz-meta-text", "ü"));

        Assert.Equal(400, answer.Status);
        Assert.Equal(404, (await client.SendAsync("HEAD", $"{bucket}/k")).Status);
    }

    private HttpClient NewClient(Encoding encoding) => new(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), "us-east-1", "s3", TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => encoding, ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8 },
    })
    { BaseAddress = fixture.Host.Endpoint };
}
