using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class MaintenanceOperations
{
    [Proves("GetTableMaintenanceConfiguration", "GetTableBucketMaintenanceConfiguration", "GetTableMaintenanceJobStatus")]
    public static async Task A_new_table_is_maintained_by_the_defaults_and_has_not_been_yet(Scene scene)
    {
        var table = await scene.NewTable();

        var ofTable = await scene.Do("GetTableMaintenanceConfiguration", table.Place);
        var ofBucket = await scene.Do("GetTableBucketMaintenanceConfiguration", new { tableBucketARN = table.Bucket });
        var status = await scene.Do("GetTableMaintenanceJobStatus", table.Place);

        var compaction = ofTable["configuration"]!["icebergCompaction"]!;
        var snapshots = ofTable["configuration"]!["icebergSnapshotManagement"]!;
        var removal = ofBucket["configuration"]!["icebergUnreferencedFileRemoval"]!;
        Assert.Equal(["enabled", "enabled", "enabled"], [compaction.Text("status"), snapshots.Text("status"), removal.Text("status")]);
        Assert.Equal(512, compaction["settings"]!["icebergCompaction"]!.Number("targetFileSizeMB"));
        Assert.Equal((1L, 120L), (snapshots["settings"]!["icebergSnapshotManagement"]!.Number("minSnapshotsToKeep"), snapshots["settings"]!["icebergSnapshotManagement"]!.Number("maxSnapshotAgeHours")));
        Assert.Equal((3L, 10L), (removal["settings"]!["icebergUnreferencedFileRemoval"]!.Number("unreferencedDays"), removal["settings"]!["icebergUnreferencedFileRemoval"]!.Number("nonCurrentDays")));
        Assert.Equal(table.Arn, status.Text("tableARN"));
        foreach (var job in new[] { "icebergCompaction", "icebergSnapshotManagement", "icebergUnreferencedFileRemoval" })
            Assert.Equal("Not_Yet_Run", status["status"]![job]!.Text("status"));
    }

    [Proves("PutTableMaintenanceConfiguration", "GetTableMaintenanceConfiguration")]
    public static async Task A_tables_settings_are_put_and_read(Scene scene)
    {
        var table = await scene.NewTable();

        await scene.Do("PutTableMaintenanceConfiguration", Put(table, "icebergCompaction", new
        {
            status = "enabled", settings = new { icebergCompaction = new { targetFileSizeMB = 256, strategy = "binpack" } },
        }));
        await scene.Do("PutTableMaintenanceConfiguration", Put(table, "icebergSnapshotManagement", new
        {
            status = "enabled", settings = new { icebergSnapshotManagement = new { minSnapshotsToKeep = 3, maxSnapshotAgeHours = 24 } },
        }));

        var configuration = (await scene.Do("GetTableMaintenanceConfiguration", table.Place))["configuration"]!;
        var compaction = configuration["icebergCompaction"]!["settings"]!["icebergCompaction"]!;
        var snapshots = configuration["icebergSnapshotManagement"]!["settings"]!["icebergSnapshotManagement"]!;
        Assert.Equal((256L, "binpack"), (compaction.Number("targetFileSizeMB"), compaction.Text("strategy")));
        Assert.Equal((3L, 24L), (snapshots.Number("minSnapshotsToKeep"), snapshots.Number("maxSnapshotAgeHours")));
    }

    [Proves("PutTableMaintenanceConfiguration", "GetTableMaintenanceJobStatus")]
    public static async Task A_job_that_is_switched_off_says_so(Scene scene)
    {
        var table = await scene.NewTable();

        await scene.Do("PutTableMaintenanceConfiguration", Put(table, "icebergCompaction", new { status = "disabled" }));

        Assert.Equal("Disabled", (await scene.Do("GetTableMaintenanceJobStatus", table.Place))["status"]!["icebergCompaction"]!.Text("status"));
    }

    [Proves("PutTableMaintenanceConfiguration")]
    public static async Task Settings_outside_their_limits_or_of_another_job_are_refused(Scene scene)
    {
        var table = await scene.NewTable();

        foreach (var settings in new object[]
        {
            new { icebergCompaction = new { targetFileSizeMB = 63 } },
            new { icebergCompaction = new { targetFileSizeMB = 513 } },
            new { icebergSnapshotManagement = new { minSnapshotsToKeep = 1 } },
        })
            await scene.Refused("PutTableMaintenanceConfiguration", Put(table, "icebergCompaction", new { status = "enabled", settings }), "BadRequestException", 400);
    }

    [Proves("PutTableBucketMaintenanceConfiguration", "GetTableBucketMaintenanceConfiguration")]
    public static async Task A_table_buckets_settings_are_put_and_read(Scene scene)
    {
        var tableBucketARN = await scene.NewTableBucket();

        await scene.Do("PutTableBucketMaintenanceConfiguration", new
        {
            tableBucketARN, type = "icebergUnreferencedFileRemoval",
            value = new { status = "enabled", settings = new { icebergUnreferencedFileRemoval = new { unreferencedDays = 7, nonCurrentDays = 30 } } },
        });

        var removal = (await scene.Do("GetTableBucketMaintenanceConfiguration", new { tableBucketARN }))["configuration"]!["icebergUnreferencedFileRemoval"]!;
        Assert.Equal("enabled", removal.Text("status"));
        Assert.Equal(
            (7L, 30L),
            (removal["settings"]!["icebergUnreferencedFileRemoval"]!.Number("unreferencedDays"), removal["settings"]!["icebergUnreferencedFileRemoval"]!.Number("nonCurrentDays")));
    }

    private static object Put(SceneTable table, string type, object value) =>
        new { tableBucketARN = table.Bucket, @namespace = table.Namespace, name = table.Name, type, value };
}
