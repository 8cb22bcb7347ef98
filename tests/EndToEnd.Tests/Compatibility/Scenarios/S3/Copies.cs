using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Copies
{
    [Proves("CopyObject")]
    public static async Task A_copy_has_the_bytes_and_the_metadata_of_its_source(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var bytes = Samples.Bytes(5000);
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "a source/ü.bin", Body = bytes, ContentType = "application/x-floe", Metadata = new { origin = "source" } });

        var copied = await scene.Do("CopyObject", new { Bucket = bucket, Key = "copy", CopySource = $"{bucket}/a source/ü.bin" });
        var got = await scene.Arrange("GetObject", new { Bucket = bucket, Key = "copy" });

        Assert.Equal(Samples.ETag(bytes), copied["CopyObjectResult"]!.Text("ETag"));
        Assert.Equal(bytes, got.Bytes("Body"));
        Assert.Equal("application/x-floe", got.Text("ContentType"));
        Assert.Equal("source", got.Map("Metadata")["origin"]);
    }

    [Proves("CopyObject")]
    public static async Task A_copy_may_replace_the_metadata(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "source", Body = Samples.Text("x"), Metadata = new { origin = "source", old = "yes" } });

        await scene.Do("CopyObject", new { Bucket = bucket, Key = "copy", CopySource = $"{bucket}/source", MetadataDirective = "REPLACE", Metadata = new { origin = "copy" } });

        var metadata = (await scene.Arrange("HeadObject", new { Bucket = bucket, Key = "copy" })).Map("Metadata");
        Assert.Equal("copy", metadata["origin"]);
        Assert.False(metadata.ContainsKey("old"));
    }

    [Proves("CopyObject")]
    public static async Task A_copy_of_a_source_that_has_changed_is_refused(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "source", Body = Samples.Text("now") });

        await scene.Refused(
            "CopyObject", new { Bucket = bucket, Key = "copy", CopySource = $"{bucket}/source", CopySourceIfMatch = Samples.ETag(Samples.Text("before")) },
            "PreconditionFailed", 412);
    }

    [Proves("CopyObject")]
    public static async Task A_copy_of_nothing_is_refused(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Refused("CopyObject", new { Bucket = bucket, Key = "copy", CopySource = $"{bucket}/missing" }, "NoSuchKey", 404);
    }

    [Proves("CopyObject")]
    public static async Task A_copy_onto_itself_that_changes_nothing_is_refused(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("x") });

        await scene.Refused("CopyObject", new { Bucket = bucket, Key = "k", CopySource = $"{bucket}/k" }, "InvalidRequest", 400);
    }
}
