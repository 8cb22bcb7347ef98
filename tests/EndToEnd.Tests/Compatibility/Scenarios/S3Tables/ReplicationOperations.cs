using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class ReplicationOperations
{
    private const string Role = "arn:aws:iam::000000000000:role/replication";

    [Proves("PutTableBucketReplication", "GetTableBucketReplication", "DeleteTableBucketReplication")]
    public static async Task A_table_buckets_replication_is_put_read_and_deleted(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();
        var destination = await scene.NewTableBucket();

        var put = await scene.Do("PutTableBucketReplication", new { tableBucketARN, configuration = To(destination) });
        var got = await scene.Do("GetTableBucketReplication", new { tableBucketARN });
        await scene.Do("DeleteTableBucketReplication", new { tableBucketARN, versionToken = put.Text("versionToken") });

        Assert.NotEmpty(put.Text("status"));
        Assert.Equal(put.Text("versionToken"), got.Text("versionToken"));
        Assert.Equal(Role, got["configuration"]!.Text("role"));
        Assert.Equal(destination, got["configuration"]!.Items("rules").Single().Items("destinations").Single().Text("destinationTableBucketARN"));
        await scene.Refused("GetTableBucketReplication", new { tableBucketARN }, "NotFoundException", 404);
    }

    [Proves("PutTableReplication", "GetTableReplication", "GetTableReplicationStatus", "DeleteTableReplication")]
    public static async Task A_tables_replication_is_put_read_followed_and_deleted(Scene scene)
    {
        var table = await scene.NewTable();
        var destination = await scene.NewTableBucket();

        var put = await scene.Do("PutTableReplication", new { tableArn = table.Arn, configuration = To(destination) });
        var got = await scene.Do("GetTableReplication", new { tableArn = table.Arn });
        var status = await scene.Do("GetTableReplicationStatus", new { tableArn = table.Arn });
        await scene.Do("DeleteTableReplication", new { tableArn = table.Arn, versionToken = put.Text("versionToken") });

        Assert.Equal(put.Text("versionToken"), got.Text("versionToken"));
        Assert.Equal(destination, got["configuration"]!.Items("rules").Single().Items("destinations").Single().Text("destinationTableBucketARN"));
        Assert.Equal(table.Arn, status.Text("sourceTableArn"));
        var followed = Assert.Single(status.Items("destinations"));
        Assert.Equal(destination, followed.Text("destinationTableBucketArn"));
        Assert.Contains(followed.Text("replicationStatus"), new[] { "pending", "completed" });
        await scene.Refused("GetTableReplication", new { tableArn = table.Arn }, "NotFoundException", 404);
    }

    [Proves("PutTableReplication", "DeleteTableReplication")]
    public static async Task An_old_token_conflicts(Scene scene)
    {
        var table = await scene.NewTable();
        var destination = await scene.NewTableBucket();
        await scene.Do("PutTableReplication", new { tableArn = table.Arn, configuration = To(destination) });

        await scene.Refused(
            "PutTableReplication", new { tableArn = table.Arn, versionToken = "00000000000000000000", configuration = To(destination) }, "ConflictException", 409);
        await scene.Refused("DeleteTableReplication", new { tableArn = table.Arn, versionToken = "00000000000000000000" }, "ConflictException", 409);
    }

    private static object To(string destinationTableBucketARN) => new { role = Role, rules = new[] { new { destinations = new[] { new { destinationTableBucketARN } } } } };
}
