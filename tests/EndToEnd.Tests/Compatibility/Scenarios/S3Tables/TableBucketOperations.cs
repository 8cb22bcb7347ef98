using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class TableBucketOperations
{
    [Proves("CreateTableBucket", "GetTableBucket", "ListTableBuckets", "DeleteTableBucket")]
    public static async Task A_table_bucket_is_made_found_and_deleted(Scene scene)
    {
        var name = scene.NewTableBucketName();
        var arn = (await scene.Do("CreateTableBucket", new { name })).Text("arn");

        var got = await scene.Do("GetTableBucket", new { tableBucketARN = arn });
        var listed = Assert.Single((await scene.Do("ListTableBuckets", new { prefix = name })).Items("tableBuckets"));
        await scene.Do("DeleteTableBucket", new { tableBucketARN = arn });

        Assert.Equal($"arn:aws:s3tables:us-east-1:{got.Text("ownerAccountId")}:bucket/{name}", arn);
        foreach (var bucket in new[] { got, listed })
        {
            Assert.Equal((arn, name, "customer"), (bucket.Text("arn"), bucket.Text("name"), bucket.Text("type")));
            Assert.InRange(bucket.Time("createdAt"), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        }
        await scene.Refused("GetTableBucket", new { tableBucketARN = arn }, "NotFoundException", 404);
    }

    [Proves("CreateTableBucket")]
    public static async Task A_name_is_given_once(Scene scene)
    {
        var name = scene.NewTableBucketName();
        await scene.Do("CreateTableBucket", new { name });

        await scene.Refused("CreateTableBucket", new { name }, "ConflictException", 409);
    }

    [Proves("CreateTableBucket")]
    public static async Task Reserved_names_are_refused(Scene scene)
    {
        foreach (var name in new[] { "aws-lake", "xn--lake", "lake-s3alias", "-lake" })
            await scene.Refused("CreateTableBucket", new { name }, "BadRequestException", 400);
    }

    [Proves("ListTableBuckets")]
    public static async Task Pages_miss_nothing_and_repeat_nothing(Scene scene)
    {
        var prefix = scene.NewName("paged");
        var names = new[] { $"{prefix}-a", $"{prefix}-b", $"{prefix}-c" };
        try
        {
            foreach (var name in names) await scene.Arrange("CreateTableBucket", new { name });

            var first = await scene.Do("ListTableBuckets", new { prefix, maxBuckets = 2 });
            var second = await scene.Do("ListTableBuckets", new { prefix, maxBuckets = 2, continuationToken = first.Text("continuationToken") });
            var all = await scene.DoAllPages("ListTableBuckets", new { prefix }, 2);

            Assert.Equal(names[..2], first.Items("tableBuckets").Select(bucket => bucket.Text("name")));
            Assert.Equal(names[2..], second.Items("tableBuckets").Select(bucket => bucket.Text("name")));
            Assert.Null(second.TextOrNull("continuationToken"));
            Assert.Equal(names, all.Items("tableBuckets").Select(bucket => bucket.Text("name")));
        }
        finally
        {
            foreach (var name in names) await TableBuckets.ClearAwayAsync(scene.Arrange, name);
        }
    }

    [Proves("ListTableBuckets")]
    public static Task A_token_the_service_did_not_give_is_refused(Scene scene) =>
        scene.Refused("ListTableBuckets", new { continuationToken = "not a token" }, "BadRequestException", 400);

    [Proves("DeleteTableBucket")]
    public static async Task A_table_bucket_with_a_namespace_is_not_deleted(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        await scene.Arrange("CreateNamespace", new { tableBucketARN, @namespace = new[] { "sales" } });

        await scene.Refused("DeleteTableBucket", new { tableBucketARN }, "ConflictException", 409);
    }

    [Proves("ListTableBuckets")]
    public static Task A_wrong_secret_key_does_not_match(Scene scene) =>
        scene.Refused("ListTableBuckets", new { }, "InvalidSignatureException", 403, new("test", "not the secret"));

    [Proves("ListTableBuckets")]
    public static Task An_unknown_access_key_is_told(Scene scene) =>
        scene.Refused("ListTableBuckets", new { }, "UnrecognizedClientException", 403, new("AKIAUNKNOWN000000000", "test"));
}
