using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class PolicyOperations
{
    [Proves("PutTableBucketPolicy", "GetTableBucketPolicy", "DeleteTableBucketPolicy")]
    public static async Task A_table_buckets_policy_is_put_read_and_deleted(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        var resourcePolicy = Policy("s3tables:ListTables", tableBucketARN);

        await scene.Refused("GetTableBucketPolicy", new { tableBucketARN }, "NotFoundException", 404);
        await scene.Do("PutTableBucketPolicy", new { tableBucketARN, resourcePolicy });
        var got = await scene.Do("GetTableBucketPolicy", new { tableBucketARN });
        await scene.Do("DeleteTableBucketPolicy", new { tableBucketARN });

        AssertSame(resourcePolicy, got.Text("resourcePolicy"));
        await scene.Refused("GetTableBucketPolicy", new { tableBucketARN }, "NotFoundException", 404);
    }

    [Proves("PutTablePolicy", "GetTablePolicy", "DeleteTablePolicy")]
    public static async Task A_tables_policy_is_put_read_and_deleted(Scene scene)
    {
        var table = await scene.NewTable(withMetadata: false);
        var resourcePolicy = Policy("s3tables:GetTableData", table.Arn);

        await scene.Do("PutTablePolicy", new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, resourcePolicy });
        var got = await scene.Do("GetTablePolicy", table.Place);
        await scene.Do("DeleteTablePolicy", table.Place);

        AssertSame(resourcePolicy, got.Text("resourcePolicy"));
        await scene.Refused("GetTablePolicy", table.Place, "NotFoundException", 404);
    }

    [Proves("PutTableBucketPolicy")]
    public static async Task What_is_not_a_policy_is_refused(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        await scene.Refused("PutTableBucketPolicy", new { tableBucketARN, resourcePolicy = "not a policy" }, "BadRequestException", 400);
    }

    private static string Policy(string action, string resource) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "Readers",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = "arn:aws:iam::111122223333:root" },
            ["Action"] = action,
            ["Resource"] = resource,
        }),
    }.ToJsonString();

    private static void AssertSame(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"expected {expected}\nbut got {actual}");
}
