using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Tests.TablesApi;

public sealed class MaintenanceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_configuration_the_services_defaults_hold()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();

        var table = (await lake.Client.GetTableMaintenanceConfigurationAsync(place, Cancellation)).Configuration;
        var bucket = (await lake.Client.GetTableBucketMaintenanceConfigurationAsync(lake.Bucket, Cancellation)).Configuration;

        Assert.Equal(new("enabled", new(IcebergCompaction: new(512, "auto"))), table["icebergCompaction"]);
        Assert.Equal(new("enabled", new(IcebergSnapshotManagement: new(1, 120))), table["icebergSnapshotManagement"]);
        Assert.Equal(new("enabled", new(new(3, 10))), bucket["icebergUnreferencedFileRemoval"]);
    }

    [Fact]
    public async Task A_put_replaces_the_whole_entry()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        await lake.Client.PutTableMaintenanceConfigurationAsync(place, MaintenanceType.Compaction, new("disabled", new(new(128, "sort"))), Cancellation);
        await lake.Client.PutTableMaintenanceConfigurationAsync(place, MaintenanceType.Compaction, new("enabled", new(new(64))), Cancellation);

        var table = (await lake.Client.GetTableMaintenanceConfigurationAsync(place, Cancellation)).Configuration;

        Assert.Equal(new("enabled", new(IcebergCompaction: new(64, "auto"))), table["icebergCompaction"]);
    }

    [Theory]
    [InlineData("icebergCompaction", """{"icebergCompaction":{"targetFileSizeMB":63}}""", "targetFileSizeMB")]
    [InlineData("icebergCompaction", """{"icebergCompaction":{"targetFileSizeMB":513}}""", "targetFileSizeMB")]
    [InlineData("icebergCompaction", """{"icebergCompaction":{"strategy":"random"}}""", "[auto, binpack, sort, z-order]")]
    [InlineData("icebergCompaction", """{"icebergSnapshotManagement":{}}""", "icebergCompaction")]
    [InlineData("icebergCompaction", """{"icebergCompaction":{},"icebergSnapshotManagement":{}}""", "exactly one member")]
    [InlineData("icebergCompaction", """{"icebergCompaction":{"targetFileSizeMB":"big"}}""", "targetFileSizeMB")]
    [InlineData("icebergSnapshotManagement", """{"icebergSnapshotManagement":{"minSnapshotsToKeep":0}}""", "minSnapshotsToKeep")]
    [InlineData("icebergUnreferencedFileRemoval", """{}""", "[icebergCompaction, icebergSnapshotManagement]")]
    public async Task Settings_out_of_range_or_of_another_job_are_refused_and_named(string type, string settings, string named)
    {
        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync();

        var (status, body, _) = await lake.SendAsync(
            HttpMethod.Put, $"/tables/{lake.Bucket.Encoded}/ns/t/maintenance/{type}", $$$"""{"value":{"status":"enabled","settings":{{{settings}}}}}""");

        Assert.Equal(400, status);
        Assert.Contains(named, body);
    }

    [Fact]
    public async Task Job_status_tells_the_truth_before_the_first_run()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        await lake.Client.PutTableMaintenanceConfigurationAsync(place, MaintenanceType.SnapshotManagement, new("disabled"), Cancellation);

        var status = (await lake.Client.GetTableMaintenanceJobStatusAsync(place, Cancellation)).Status;

        Assert.Equal(3, status.Count);
        Assert.Equal(new("Not_Yet_Run"), status["icebergCompaction"]);
        Assert.Equal(new("Disabled"), status["icebergSnapshotManagement"]);
        Assert.Equal(new("Not_Yet_Run"), status["icebergUnreferencedFileRemoval"]);
    }

    [Fact]
    public async Task Removal_of_unreferenced_files_is_switched_per_table_bucket()
    {
        await using var lake = await Lake.StartAsync();
        var place = await lake.CreateTableAsync();
        await lake.Client.PutTableBucketMaintenanceConfigurationAsync(lake.Bucket, new("disabled", new(new(NonCurrentDays: 5))), Cancellation);

        var configuration = (await lake.Client.GetTableBucketMaintenanceConfigurationAsync(lake.Bucket, Cancellation)).Configuration;
        var status = (await lake.Client.GetTableMaintenanceJobStatusAsync(place, Cancellation)).Status;

        Assert.Equal(new("disabled", new(new(3, 5))), configuration["icebergUnreferencedFileRemoval"]);
        Assert.Equal("Disabled", status["icebergUnreferencedFileRemoval"].Status);
    }
}
