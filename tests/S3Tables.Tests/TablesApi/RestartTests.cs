using Floe.S3Tables.Hosting;

namespace Floe.S3Tables.Tests.TablesApi;

public sealed class RestartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_keeps_tables_their_state_and_their_settings()
    {
        var folder = Directory.CreateTempSubdirectory("floe-restart-");
        try
        {
            var options = new S3TablesOptions { Port = 0, DataFolder = folder.FullName };
            string token;
            await using (var lake = await Lake.StartOnAsync(options))
            {
                var place = await lake.CreateTableAsync();
                await lake.Client.PutTableMaintenanceConfigurationAsync(place, "icebergCompaction", new("disabled"), Cancellation);
                token = (await lake.Client.GetTableAsync(place, Cancellation)).VersionToken;
            }

            await using var again = await Lake.ReopenAsync(options);
            var table = await again.Client.GetTableAsync(again.Table("t"), Cancellation);
            using var catalog = again.OpenCatalog();

            Assert.Equal(token, table.VersionToken);
            Assert.Equal(table.MetadataLocation, (await catalog.LoadTableAsync(new("ns", "t"), Cancellation)).MetadataLocation);
            Assert.Equal("Disabled", (await again.Client.GetTableMaintenanceJobStatusAsync(again.Table("t"), Cancellation)).Status["icebergCompaction"].Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
