using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Conditions
{
    [Proves("PutObject")]
    public static async Task Only_the_first_writer_creates_an_object(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("first"), IfNoneMatch = "*" });

        await scene.Refused("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("second"), IfNoneMatch = "*" }, "PreconditionFailed", 412);

        Assert.Equal("first", (await scene.Arrange("GetObject", new { Bucket = bucket, Key = "k" })).Utf8("Body"));
    }

    [Proves("PutObject")]
    public static async Task An_object_is_replaced_only_if_it_is_still_the_one_that_was_read(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var first = (await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("first") })).Text("ETag");
        await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("second"), IfMatch = first });

        await scene.Refused("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("third"), IfMatch = first }, "PreconditionFailed", 412);
        await scene.Refused("PutObject", new { Bucket = bucket, Key = "missing", Body = Samples.Text("x"), IfMatch = first }, "NoSuchKey", 404);

        Assert.Equal("second", (await scene.Arrange("GetObject", new { Bucket = bucket, Key = "k" })).Utf8("Body"));
    }

    [Proves("GetObject")]
    public static async Task A_read_can_depend_on_the_hash(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var etag = (await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("x") })).Text("ETag");

        await scene.Do("GetObject", new { Bucket = bucket, Key = "k", IfMatch = etag });
        await scene.Refused("GetObject", new { Bucket = bucket, Key = "k", IfMatch = "\"0123456789abcdef0123456789abcdef\"" }, "PreconditionFailed", 412);
        await scene.Do("GetObject", new { Bucket = bucket, Key = "k", IfNoneMatch = "\"0123456789abcdef0123456789abcdef\"" });
        await scene.RefusedWithoutBody("GetObject", new { Bucket = bucket, Key = "k", IfNoneMatch = etag }, 304);
    }

    [Proves("HeadObject")]
    public static async Task A_look_can_depend_on_the_time(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("x") });
        var before = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ssZ");
        // Not later than the server's now: a date in the future is not a condition.
        var lastModified = (await scene.Arrange("HeadObject", new { Bucket = bucket, Key = "k" })).Time("LastModified").UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ");

        await scene.Do("HeadObject", new { Bucket = bucket, Key = "k", IfModifiedSince = before });
        await scene.RefusedWithoutBody("HeadObject", new { Bucket = bucket, Key = "k", IfModifiedSince = lastModified }, 304);
        await scene.Do("HeadObject", new { Bucket = bucket, Key = "k", IfUnmodifiedSince = lastModified });
        await scene.RefusedWithoutBody("HeadObject", new { Bucket = bucket, Key = "k", IfUnmodifiedSince = before }, 412);
    }
}
