using System.Text;
using Amazon.S3;
using Floe.S3Tables.Tests.S3.Replayed;

namespace Floe.S3Tables.Tests.S3;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html</summary>
public sealed class ConditionalDeleteTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task The_condition_is_about_the_current_version_whichever_is_to_go()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.S3.PutBucketVersioningAsync(new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, TestContext.Current.CancellationToken);
        var old = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "old"u8.ToArray());
        var current = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "current"u8.ToArray());
        var target = $"{bucket}/k?versionId={old.Header("x-amz-version-id")}";

        var refused = await fixture.Raw.SendAsync("DELETE", target, null, ("If-Match", old.Header("ETag")!));
        Assert.Equal((412, "PreconditionFailed"), (refused.Status, refused.Element("Code")));
        Assert.Equal("old", (await fixture.Raw.SendAsync("GET", target)).Text);

        Assert.Equal(204, (await fixture.Raw.SendAsync("DELETE", target, null, ("If-Match", current.Header("ETag")!))).Status);
        Assert.Equal(404, (await fixture.Raw.SendAsync("GET", target)).Status);
        Assert.Equal("current", (await fixture.Raw.SendAsync("GET", $"{bucket}/k")).Text);
    }

    [Theory]
    [InlineData("x-amz-if-match-size", "1")]
    [InlineData("x-amz-if-match-last-modified-time", "Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("If-None-Match", "*")]
    public async Task A_condition_that_only_directory_buckets_have_is_named_and_nothing_is_deleted(string header, string value)
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray());

        var answer = await fixture.Raw.SendAsync("DELETE", $"{bucket}/k", null, (header, value));

        Assert.Equal((501, "NotImplemented", header), (answer.Status, answer.Element("Code"), answer.Element("Header")));
        Assert.Equal(200, (await fixture.Raw.SendAsync("HEAD", $"{bucket}/k")).Status);
    }

    [Theory]
    [InlineData("Size", "1")]
    [InlineData("LastModifiedTime", "Wed, 21 Oct 2015 07:28:00 GMT")]
    public async Task So_it_is_where_many_are_deleted_at_once(string element, string value)
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray());
        var body = Encoding.UTF8.GetBytes($"<Delete><Object><Key>k</Key><{element}>{value}</{element}></Object></Delete>");

        var answer = await fixture.Raw.SendAsync("POST", $"{bucket}?delete", body, ("Content-MD5", RawRequests.Md5(body)));

        Assert.Equal((501, "NotImplemented", element), (answer.Status, answer.Element("Code"), answer.Element("Element")));
        Assert.Equal(200, (await fixture.Raw.SendAsync("HEAD", $"{bucket}/k")).Status);
    }
}
