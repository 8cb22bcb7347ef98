using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class MetricsOperations
{
    [Proves("PutTableBucketMetricsConfiguration", "GetTableBucketMetricsConfiguration", "DeleteTableBucketMetricsConfiguration")]
    public static async Task Metrics_have_an_id_while_they_are_on(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        await scene.Do("PutTableBucketMetricsConfiguration", new { tableBucketARN });
        var on = await scene.Do("GetTableBucketMetricsConfiguration", new { tableBucketARN });
        await scene.Do("DeleteTableBucketMetricsConfiguration", new { tableBucketARN });

        Assert.Equal(tableBucketARN, on.Text("tableBucketARN"));
        Assert.NotEmpty(on.Text("id"));
        Assert.Null((await scene.Do("GetTableBucketMetricsConfiguration", new { tableBucketARN })).TextOrNull("id"));
    }
}
