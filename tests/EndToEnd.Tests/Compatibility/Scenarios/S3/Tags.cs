using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Tags
{
    [Proves("PutObjectTagging", "GetObjectTagging", "DeleteObjectTagging")]
    public static async Task Tags_are_put_read_and_taken_away(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("x") });

        await scene.Do("PutObjectTagging", new { Bucket = bucket, Key = "k", Tagging = new { TagSet = new[] { new { Key = "team", Value = "lake & ice" }, new { Key = "stage", Value = "" } } } });
        var tags = (await scene.Do("GetObjectTagging", new { Bucket = bucket, Key = "k" })).Items("TagSet");
        await scene.Do("DeleteObjectTagging", new { Bucket = bucket, Key = "k" });

        Assert.Equal([("stage", ""), ("team", "lake & ice")], tags.Select(tag => (tag.Text("Key"), tag.Text("Value"))).Order());
        Assert.Empty((await scene.Do("GetObjectTagging", new { Bucket = bucket, Key = "k" })).Items("TagSet"));
    }

    [Proves("PutObject", "GetObject")]
    public static async Task Tags_can_come_with_the_object_and_are_counted(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Do("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("x"), Tagging = "team=lake&stage=test" });

        Assert.Equal(2, (await scene.Do("GetObject", new { Bucket = bucket, Key = "k" })).Number("TagCount"));
        var tags = (await scene.Arrange("GetObjectTagging", new { Bucket = bucket, Key = "k" })).Items("TagSet");
        Assert.Equal([("stage", "test"), ("team", "lake")], tags.Select(tag => (tag.Text("Key"), tag.Text("Value"))).Order());
    }

    [Proves("PutBucketTagging", "GetBucketTagging")]
    public static async Task A_bucket_carries_tags(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Do("PutBucketTagging", new { Bucket = bucket, Tagging = new { TagSet = new[] { new { Key = "team", Value = "lake" } } } });

        var tag = Assert.Single((await scene.Do("GetBucketTagging", new { Bucket = bucket })).Items("TagSet"));
        Assert.Equal(("team", "lake"), (tag.Text("Key"), tag.Text("Value")));
    }

    [Proves("DeleteBucketTagging")]
    public static async Task Taking_away_a_buckets_tags_leaves_the_bucket(Scene scene)
    {
        var bucket = await scene.NewBucket();

        await scene.Do("DeleteBucketTagging", new { Bucket = bucket });

        await scene.Arrange("HeadBucket", new { Bucket = bucket });
    }

    [Proves("PutObjectTagging")]
    public static async Task More_than_ten_tags_are_refused(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("x") });

        await scene.Refused(
            "PutObjectTagging", new { Bucket = bucket, Key = "k", Tagging = new { TagSet = Enumerable.Range(0, 11).Select(number => new { Key = $"tag{number}", Value = "v" }) } },
            "BadRequest", 400);
    }
}
