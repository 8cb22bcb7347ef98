using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Ranges
{
    [Proves("GetObject")]
    public static async Task A_range_is_exactly_the_bytes_asked_for(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var bytes = Samples.Bytes(100_000);
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = bytes });

        var middle = await scene.Do("GetObject", new { Bucket = bucket, Key = "k", Range = "bytes=1000-1999" });
        var end = await scene.Do("GetObject", new { Bucket = bucket, Key = "k", Range = "bytes=-10" });
        var open = await scene.Do("GetObject", new { Bucket = bucket, Key = "k", Range = "bytes=99990-200000" });

        Assert.Equal(bytes[1000..2000], middle.Bytes("Body"));
        Assert.Equal("bytes 1000-1999/100000", middle.Text("ContentRange"));
        Assert.Equal(1000, middle.Number("ContentLength"));
        Assert.Equal(bytes[^10..], end.Bytes("Body"));
        Assert.Equal(bytes[99_990..], open.Bytes("Body"));
        Assert.Equal("bytes 99990-99999/100000", open.Text("ContentRange"));
    }

    [Proves("GetObject")]
    public static async Task A_range_behind_the_end_is_refused(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Bytes(10) });

        await scene.Refused("GetObject", new { Bucket = bucket, Key = "k", Range = "bytes=10-20" }, "InvalidRange", 416);
    }
}
