using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class StorageClassOperations
{
    [Proves("PutTableBucketStorageClass", "GetTableBucketStorageClass", "GetTableStorageClass")]
    public static async Task A_table_takes_the_class_its_table_bucket_had_when_it_was_made(Scene scene)
    {
        var before = await scene.NewTable(withMetadata: false);

        await scene.Do("PutTableBucketStorageClass", new { tableBucketARN = before.Bucket, storageClassConfiguration = new { storageClass = "INTELLIGENT_TIERING" } });
        var after = await scene.NewTable(before.Bucket, before.Namespace, "later", withMetadata: false);

        Assert.Equal("INTELLIGENT_TIERING", Class(await scene.Do("GetTableBucketStorageClass", new { tableBucketARN = before.Bucket })));
        Assert.Equal("STANDARD", Class(await scene.Do("GetTableStorageClass", before.Place)));
        Assert.Equal("INTELLIGENT_TIERING", Class(await scene.Do("GetTableStorageClass", after.Place)));
    }

    private static string Class(JsonObject answer) => answer["storageClassConfiguration"]!.Text("storageClass");
}
