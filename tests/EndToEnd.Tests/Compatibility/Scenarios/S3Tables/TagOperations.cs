using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class TagOperations
{
    [Proves("TagResource", "UntagResource", "ListTagsForResource")]
    public static async Task Table_buckets_and_tables_carry_tags(Scene scene)
    {
        var table = await scene.NewTable(withMetadata: false);

        foreach (var resourceArn in new[] { table.Bucket, table.Arn })
        {
            await scene.Do("TagResource", new { resourceArn, tags = new { team = "lake", stage = "test", cost = "1" } });
            await scene.Do("TagResource", new { resourceArn, tags = new { stage = "live & well" } });
            await scene.Do("UntagResource", new { resourceArn, tagKeys = new[] { "cost", "never there" } });

            var tags = (await scene.Do("ListTagsForResource", new { resourceArn })).Map("tags");
            Assert.Equal([("stage", "live & well"), ("team", "lake")], tags.Select(tag => (tag.Key, tag.Value)).Order());
        }
    }

    [Proves("CreateTableBucket", "ListTagsForResource")]
    public static async Task Tags_can_come_with_the_table_bucket(Scene scene)
    {
        var arn = (await scene.Do("CreateTableBucket", new { name = scene.NewTableBucketName(), tags = new { team = "lake" } })).Text("arn");

        Assert.Equal("lake", (await scene.Do("ListTagsForResource", new { resourceArn = arn })).Map("tags")["team"]);
    }

    [Proves("TagResource")]
    public static async Task More_than_fifty_tags_are_refused(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        await scene.Refused(
            "TagResource", new { resourceArn = tableBucketARN, tags = Enumerable.Range(0, 51).ToDictionary(number => $"tag{number}", _ => "v") }, "BadRequestException", 400);
    }
}
