using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Objects
{
    [Proves("PutObject", "GetObject", "HeadObject")]
    public static async Task Bytes_type_and_metadata_come_back_as_they_went(Scene scene)
    {
        var bucket = await scene.NewBucket();
        const string Key = "a folder/naïve + 100% & more=1 (x)~'!*.bin";
        var bytes = Samples.Bytes(70_001);

        var put = await scene.Do("PutObject", new
        {
            Bucket = bucket, Key, Body = bytes, ContentType = "application/x-floe", CacheControl = "max-age=60", Metadata = new { origin = "the scenario" },
        });
        var got = await scene.Do("GetObject", new { Bucket = bucket, Key });
        var head = await scene.Do("HeadObject", new { Bucket = bucket, Key });

        Assert.Equal(Samples.ETag(bytes), put.Text("ETag"));
        Assert.Equal(bytes, got.Bytes("Body"));
        foreach (var answer in new[] { got, head })
        {
            Assert.Equal(bytes.Length, answer.Number("ContentLength"));
            Assert.Equal("application/x-floe", answer.Text("ContentType"));
            Assert.Equal("max-age=60", answer.Text("CacheControl"));
            Assert.Equal(Samples.ETag(bytes), answer.Text("ETag"));
            Assert.Equal("the scenario", answer.Map("Metadata")["origin"]);
            Assert.InRange(answer.Time("LastModified"), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        }
    }

    [Proves("PutObject", "GetObject")]
    public static async Task An_empty_object_is_an_object(Scene scene)
    {
        var bucket = await scene.NewBucket();

        var put = await scene.Do("PutObject", new { Bucket = bucket, Key = "empty", Body = Array.Empty<byte>() });
        var got = await scene.Do("GetObject", new { Bucket = bucket, Key = "empty" });

        Assert.Equal("\"d41d8cd98f00b204e9800998ecf8427e\"", put.Text("ETag"));
        Assert.Empty(got.Bytes("Body"));
    }

    [Proves("PutObject")]
    public static async Task The_last_of_two_writes_is_what_is_read(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("first, and longer") });
        await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("second") });

        Assert.Equal("second", (await scene.Arrange("GetObject", new { Bucket = bucket, Key = "k" })).Utf8("Body"));
    }

    [Proves("GetObject", "HeadObject")]
    public static async Task A_missing_key_and_a_missing_bucket_are_told_apart(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Refused("GetObject", new { Bucket = bucket, Key = "missing" }, "NoSuchKey", 404);
        await scene.Refused("GetObject", new { Bucket = scene.NewName("missing"), Key = "k" }, "NoSuchBucket", 404);
        await scene.RefusedWithoutBody("HeadObject", new { Bucket = bucket, Key = "missing" }, 404);
    }

    [Proves("DeleteObject")]
    public static async Task Deleting_is_done_when_the_object_is_gone_or_was_never_there(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("x") });

        await scene.Do("DeleteObject", new { Bucket = bucket, Key = "k" });
        await scene.Do("DeleteObject", new { Bucket = bucket, Key = "never there" });

        Assert.Empty((await scene.Arrange("ListObjectsV2", new { Bucket = bucket })).Items("Contents"));
    }

    [Proves("DeleteObjects")]
    public static async Task Many_objects_are_deleted_at_once_and_reported_one_by_one(Scene scene)
    {
        var bucket = await scene.NewBucket();
        foreach (var key in new[] { "a", "b & <b>", "kept" }) await scene.Arrange("PutObject", new { Bucket = bucket, Key = key, Body = Samples.Text("x") });

        var deleted = await scene.Do("DeleteObjects", new
        {
            Bucket = bucket, Delete = new { Objects = new[] { new { Key = "a" }, new { Key = "b & <b>" }, new { Key = "never there" } } },
        });
        var left = await scene.Arrange("ListObjectsV2", new { Bucket = bucket });

        Assert.Equal(["a", "b & <b>", "never there"], deleted.Items("Deleted").Select(item => item.Text("Key")).Order(StringComparer.Ordinal));
        Assert.Empty(deleted.Items("Errors"));
        Assert.Equal("kept", Assert.Single(left.Items("Contents")).Text("Key"));
    }

    [Proves("DeleteObjects")]
    public static async Task A_quiet_deletion_reports_nothing(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "a", Body = Samples.Text("x") });

        var deleted = await scene.Do("DeleteObjects", new { Bucket = bucket, Delete = new { Quiet = true, Objects = new[] { new { Key = "a" } } } });

        Assert.Empty(deleted.Items("Deleted"));
        Assert.Empty((await scene.Arrange("ListObjectsV2", new { Bucket = bucket })).Items("Contents"));
    }

    [Proves("GetObjectAttributes")]
    public static async Task Attributes_tell_size_hash_and_checksum(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var bytes = Samples.Bytes(1234);
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = bytes, ChecksumSHA256 = Samples.Base64Sha256(bytes) });

        var attributes = await scene.Do("GetObjectAttributes", new { Bucket = bucket, Key = "k", ObjectAttributes = new[] { "ETag", "ObjectSize", "Checksum", "StorageClass" } });

        Assert.Equal(1234, attributes.Number("ObjectSize"));
        // This answer has the hash without the quotes that it has in headers.
        Assert.Equal(Samples.ETag(bytes).Trim('"'), attributes.Text("ETag"));
        Assert.Equal(Samples.Base64Sha256(bytes), attributes["Checksum"]!.Text("ChecksumSHA256"));
        Assert.Equal("STANDARD", attributes.Text("StorageClass"));
    }
}
