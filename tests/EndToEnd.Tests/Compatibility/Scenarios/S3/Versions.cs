using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Versions
{
    [Proves("GetBucketVersioning")]
    public static async Task A_new_bucket_keeps_no_versions(Scene scene)
    {
        var bucket = await scene.NewBucket();

        Assert.Null((await scene.Do("GetBucketVersioning", new { Bucket = bucket })).TextOrNull("Status"));
    }

    [Proves("PutBucketVersioning", "GetBucketVersioning")]
    public static async Task Versioning_is_enabled_then_suspended(Scene scene)
    {
        var bucket = await scene.NewBucket();

        foreach (var status in new[] { "Enabled", "Suspended" })
        {
            await scene.Do("PutBucketVersioning", new { Bucket = bucket, VersioningConfiguration = new { Status = status } });
            Assert.Equal(status, (await scene.Do("GetBucketVersioning", new { Bucket = bucket })).Text("Status"));
        }
    }

    [Proves("PutObject", "GetObject", "ListObjectVersions")]
    public static async Task Every_version_stays_readable_by_its_id(Scene scene)
    {
        var bucket = await Versioned(scene);

        var first = (await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("first") })).Text("VersionId");
        var second = (await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("second") })).Text("VersionId");

        Assert.Equal("first", (await scene.Do("GetObject", new { Bucket = bucket, Key = "k", VersionId = first })).Utf8("Body"));
        Assert.Equal("second", (await scene.Do("GetObject", new { Bucket = bucket, Key = "k" })).Utf8("Body"));
        var versions = (await scene.Do("ListObjectVersions", new { Bucket = bucket })).Items("Versions");
        Assert.Equal([(second, true), (first, false)], versions.Select(version => (version.Text("VersionId"), version.Flag("IsLatest"))));
    }

    [Proves("DeleteObject", "GetObject", "ListObjectVersions")]
    public static async Task A_deletion_is_a_marker_that_can_be_taken_back(Scene scene)
    {
        var bucket = await Versioned(scene);
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("kept") });

        var marker = await scene.Do("DeleteObject", new { Bucket = bucket, Key = "k" });
        await scene.Refused("GetObject", new { Bucket = bucket, Key = "k" }, "NoSuchKey", 404);
        var listed = Assert.Single((await scene.Do("ListObjectVersions", new { Bucket = bucket })).Items("DeleteMarkers"));
        await scene.Do("DeleteObject", new { Bucket = bucket, Key = "k", VersionId = marker.Text("VersionId") });

        Assert.True(marker.Flag("DeleteMarker"));
        Assert.Equal(marker.Text("VersionId"), listed.Text("VersionId"));
        Assert.Equal("kept", (await scene.Do("GetObject", new { Bucket = bucket, Key = "k" })).Utf8("Body"));
    }

    private static async Task<string> Versioned(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutBucketVersioning", new { Bucket = bucket, VersioningConfiguration = new { Status = "Enabled" } });
        return bucket;
    }
}
