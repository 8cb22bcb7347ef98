using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.Tests.S3;

public sealed class VersioningTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_that_was_never_versioned_tells_of_no_versions()
    {
        var bucket = await fixture.NewBucketAsync();
        var put = await PutAsync(bucket, "k", "x");

        Assert.Null(put.VersionId);
        Assert.Equal(VersionStatus.Off, (await fixture.S3.GetBucketVersioningAsync(bucket, Token)).VersioningConfig.Status);
        Assert.Equal([("k", "null", true, false)], await VersionsAsync(bucket));
    }

    [Fact]
    public async Task What_is_overwritten_stays_under_its_id_and_what_was_there_before_is_the_null_version()
    {
        var bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "before");
        await SetAsync(bucket, VersionStatus.Enabled);
        var first = (await PutAsync(bucket, "k", "first")).VersionId;
        var second = (await PutAsync(bucket, "k", "second")).VersionId;

        Assert.Equal("second", await ReadAsync(bucket, "k", null));
        Assert.Equal("first", await ReadAsync(bucket, "k", first));
        Assert.Equal("before", await ReadAsync(bucket, "k", "null"));
        Assert.Equal([("k", second, true, false), ("k", first, false, false), ("k", "null", false, false)], await VersionsAsync(bucket));
        Assert.Single((await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Token)).S3Objects);
        await S3Assert.FailsAsync(HttpStatusCode.NotFound, "NoSuchVersion", () => ReadAsync(bucket, "k", new string('x', 32)));
    }

    [Fact]
    public async Task A_delete_marker_hides_an_object_until_it_is_deleted_itself()
    {
        var bucket = await VersionedAsync();
        var version = (await PutAsync(bucket, "k", "kept")).VersionId;
        var marker = await fixture.S3.DeleteObjectAsync(bucket, "k", Token);

        Assert.Equal("true", marker.DeleteMarker);
        using (var hidden = await fixture.Raw.GetAsync($"{bucket}/k", Token))
        {
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.Equal("true", hidden.Headers.GetValues("x-amz-delete-marker").Single());
            Assert.Equal(marker.VersionId, hidden.Headers.GetValues("x-amz-version-id").Single());
        }
        using (var read = await fixture.Raw.GetAsync($"{bucket}/k?versionId={marker.VersionId}", Token))
            await S3Assert.RefusedAsync(HttpStatusCode.MethodNotAllowed, "MethodNotAllowed", read);
        Assert.Equal([("k", marker.VersionId, true, true), ("k", version, false, false)], await VersionsAsync(bucket));
        await S3Assert.FailsAsync(HttpStatusCode.Conflict, "BucketNotEmpty", () => fixture.S3.DeleteBucketAsync(bucket, Token));

        await fixture.S3.DeleteObjectAsync(bucket, "k", marker.VersionId, Token);
        Assert.Equal("kept", await ReadAsync(bucket, "k", null));
    }

    [Fact]
    public async Task Deleting_the_top_version_brings_back_the_one_below_and_the_last_empties_the_bucket()
    {
        var bucket = await VersionedAsync();
        var first = (await PutAsync(bucket, "k", "first")).VersionId;
        var second = (await PutAsync(bucket, "k", "second")).VersionId;

        await fixture.S3.DeleteObjectAsync(bucket, "k", second, Token);
        Assert.Equal("first", await ReadAsync(bucket, "k", null));
        await fixture.S3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = bucket, Objects = [new KeyVersion { Key = "k", VersionId = first }] }, Token);
        Assert.Empty(await VersionsAsync(bucket));
        await fixture.S3.DeleteBucketAsync(bucket, Token);
    }

    [Fact]
    public async Task Suspended_versioning_keeps_one_null_version_beside_those_with_ids()
    {
        var bucket = await VersionedAsync();
        var kept = (await PutAsync(bucket, "k", "kept")).VersionId;
        await SetAsync(bucket, VersionStatus.Suspended);
        await PutAsync(bucket, "k", "one");
        await PutAsync(bucket, "k", "two");

        Assert.Equal([("k", "null", true, false), ("k", kept, false, false)], await VersionsAsync(bucket));
        Assert.Equal("two", await ReadAsync(bucket, "k", "null"));
        Assert.Equal("null", (await fixture.S3.DeleteObjectAsync(bucket, "k", Token)).VersionId);
        Assert.Equal([("k", "null", true, true), ("k", kept, false, false)], await VersionsAsync(bucket));
        await SetAsync(bucket, VersionStatus.Enabled);
        var again = (await PutAsync(bucket, "k", "again")).VersionId;
        Assert.Equal([("k", again, true, false), ("k", "null", false, true), ("k", kept, false, false)], await VersionsAsync(bucket));
    }

    [Fact]
    public async Task A_copy_of_an_old_version_restores_it()
    {
        var bucket = await VersionedAsync();
        var old = (await PutAsync(bucket, "k", "old")).VersionId;
        await PutAsync(bucket, "k", "new");

        var copy = await fixture.S3.CopyObjectAsync(
            new CopyObjectRequest { SourceBucket = bucket, SourceKey = "k", SourceVersionId = old, DestinationBucket = bucket, DestinationKey = "k" }, Token);

        Assert.Equal(old, copy.SourceVersionId);
        Assert.Equal("old", await ReadAsync(bucket, "k", copy.VersionId));
        Assert.Equal("old", await ReadAsync(bucket, "k", null));
    }

    [Fact]
    public async Task Tags_belong_to_a_version()
    {
        var bucket = await VersionedAsync();
        var old = (await PutAsync(bucket, "k", "old")).VersionId;
        await PutAsync(bucket, "k", "new");

        await fixture.S3.PutObjectTaggingAsync(
            new PutObjectTaggingRequest { BucketName = bucket, Key = "k", VersionId = old, Tagging = new Tagging { TagSet = [new Tag { Key = "a", Value = "b" }] } }, Token);

        Assert.Equal("b", (await fixture.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "k", VersionId = old }, Token)).Tagging.Single().Value);
        Assert.Empty((await fixture.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "k" }, Token)).Tagging ?? []);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Pages_of_versions_miss_nothing_and_repeat_nothing(int pageSize)
    {
        var bucket = await VersionedAsync();
        var expected = new List<(string, string, bool, bool)>();
        foreach (var key in new[] { "a", "b/1", "b/2", "c" })
        {
            var versions = new List<(string, string, bool, bool)>();
            for (var i = 0; i < 3; i++) versions.Insert(0, (key, (await PutAsync(bucket, key, $"{i}")).VersionId, i == 2 && key != "b/2", false));
            if (key == "b/2") versions.Insert(0, (key, (await fixture.S3.DeleteObjectAsync(bucket, key, Token)).VersionId, true, true));
            expected.AddRange(versions);
        }

        Assert.Equal(expected, await VersionsAsync(bucket, pageSize));
        var delimited = await fixture.S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket, Delimiter = "/" }, Token);
        Assert.Equal(["b/"], delimited.CommonPrefixes);
        Assert.Equal(6, delimited.Versions.Count);
    }

    [Fact]
    public async Task The_file_of_a_version_that_is_gone_goes_too_and_no_other()
    {
        var bucket = await VersionedAsync();
        var store = (S3Store)fixture.Host.Services.GetService(typeof(S3Store))!;
        var first = (await PutAsync(bucket, "k", "first")).VersionId;
        await PutAsync(bucket, "k", "second");
        var lent = store.Objects.Require(bucket, "k", first);
        await fixture.S3.CopyObjectAsync(new CopyObjectRequest { SourceBucket = bucket, SourceKey = "k", SourceVersionId = first, DestinationBucket = bucket, DestinationKey = "copy" }, Token);

        await fixture.S3.DeleteObjectAsync(bucket, "k", first, Token);

        Assert.Equal(lent.ContentId, store.Objects.Require(bucket, "copy", null).ContentId);
        Assert.Equal("first", await ReadAsync(bucket, "copy", null));
    }

    private async Task<string> VersionedAsync()
    {
        var bucket = await fixture.NewBucketAsync();
        await SetAsync(bucket, VersionStatus.Enabled);
        return bucket;
    }

    private Task<PutBucketVersioningResponse> SetAsync(string bucket, VersionStatus status) => fixture.S3.PutBucketVersioningAsync(
        new PutBucketVersioningRequest { BucketName = bucket, VersioningConfig = new S3BucketVersioningConfig { Status = status } }, Token);

    private Task<PutObjectResponse> PutAsync(string bucket, string key, string text) =>
        fixture.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = text }, Token);

    private async Task<string> ReadAsync(string bucket, string key, string? versionId)
    {
        using var got = await fixture.S3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key, VersionId = versionId }, Token);
        using var reader = new StreamReader(got.ResponseStream);
        return await reader.ReadToEndAsync(Token);
    }

    private async Task<List<(string, string, bool, bool)>> VersionsAsync(string bucket, int pageSize = 1000)
    {
        var all = new List<(string, string, bool, bool)>();
        var request = new ListVersionsRequest { BucketName = bucket, MaxKeys = pageSize };
        while (true)
        {
            var page = await fixture.S3.ListVersionsAsync(request, Token);
            all.AddRange((page.Versions ?? []).Select(version => (version.Key, version.VersionId, version.IsLatest == true, version.IsDeleteMarker == true)));
            if (page.IsTruncated != true) return all;
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
    }
}
