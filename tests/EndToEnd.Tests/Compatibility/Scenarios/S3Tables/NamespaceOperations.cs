using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class NamespaceOperations
{
    [Proves("CreateNamespace", "GetNamespace", "ListNamespaces", "DeleteNamespace")]
    public static async Task A_namespace_is_made_found_and_deleted(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        var created = await scene.Do("CreateNamespace", new { tableBucketARN, @namespace = new[] { "doeks_namespace" } });
        var got = await scene.Do("GetNamespace", new { tableBucketARN, @namespace = "doeks_namespace" });
        var listed = Assert.Single((await scene.Do("ListNamespaces", new { tableBucketARN })).Items("namespaces"));
        await scene.Do("DeleteNamespace", new { tableBucketARN, @namespace = "doeks_namespace" });

        Assert.Equal(tableBucketARN, created.Text("tableBucketARN"));
        Assert.Equal(["doeks_namespace"], created.Texts("namespace"));
        foreach (var item in new[] { got, listed })
        {
            Assert.Equal(["doeks_namespace"], item.Texts("namespace"));
            Assert.Equal(item.Text("ownerAccountId"), item.Text("createdBy"));
            Assert.InRange(item.Time("createdAt"), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        }
        await scene.Refused("GetNamespace", new { tableBucketARN, @namespace = "doeks_namespace" }, "NotFoundException", 404);
    }

    [Proves("CreateNamespace")]
    public static async Task A_name_is_given_once(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { "sales" } });

        await scene.Refused("CreateNamespace", new { tableBucketARN, @namespace = new[] { "sales" } }, "ConflictException", 409);
    }

    [Proves("CreateNamespace")]
    public static async Task Upper_case_hyphens_and_the_prefix_aws_are_refused(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        foreach (var name in new[] { "Sales", "sales-eu", "aws_sales", "_sales" })
            await scene.Refused("CreateNamespace", new { tableBucketARN, @namespace = new[] { name } }, "BadRequestException", 400);
    }

    [Proves("ListNamespaces")]
    public static async Task Pages_miss_nothing_and_repeat_nothing(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        foreach (var name in new[] { "eu_1", "eu_2", "eu_3", "us_1" }) await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { name } });

        var first = await scene.Do("ListNamespaces", new { tableBucketARN, prefix = "eu", maxNamespaces = 2 });
        var second = await scene.Do("ListNamespaces", new { tableBucketARN, prefix = "eu", maxNamespaces = 2, continuationToken = first.Text("continuationToken") });
        var all = await scene.DoAllPages("ListNamespaces", new { tableBucketARN }, 3);

        Assert.Equal(["eu_1", "eu_2"], first.Items("namespaces").Select(item => item.Texts("namespace").Single()));
        Assert.Equal(["eu_3"], second.Items("namespaces").Select(item => item.Texts("namespace").Single()));
        Assert.Null(second.TextOrNull("continuationToken"));
        Assert.Equal(["eu_1", "eu_2", "eu_3", "us_1"], all.Items("namespaces").Select(item => item.Texts("namespace").Single()));
    }

    [Proves("DeleteNamespace")]
    public static async Task A_namespace_with_a_table_is_not_deleted(Scene scene)
    {
        var table = await scene.NewTable(withMetadata: false);

        await scene.Refused("DeleteNamespace", new { tableBucketARN = table.Bucket, @namespace = table.Namespace }, "ConflictException", 409);
    }

    [Proves("CreateNamespace")]
    public static async Task A_table_bucket_that_is_not_there_is_told(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        await scene.Refused("CreateNamespace", new { tableBucketARN = tableBucketARN + "-not", @namespace = new[] { "sales" } }, "NotFoundException", 404);
    }
}
