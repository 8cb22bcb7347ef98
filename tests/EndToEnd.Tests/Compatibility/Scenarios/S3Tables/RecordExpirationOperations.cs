using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class RecordExpirationOperations
{
    [Proves("PutTableRecordExpirationConfiguration", "GetTableRecordExpirationConfiguration", "GetTableRecordExpirationJobStatus")]
    public static async Task Record_expiration_is_put_and_read_and_its_job_has_not_run_yet(Scene scene)
    {
        var tableArn = (await scene.NewTable()).Arn;

        await scene.Do("PutTableRecordExpirationConfiguration", new { tableArn, value = new { status = "enabled", settings = new { days = 30 } } });

        var configuration = (await scene.Do("GetTableRecordExpirationConfiguration", new { tableArn }))["configuration"]!;
        Assert.Equal(("enabled", 30L), (configuration.Text("status"), configuration["settings"]!.Number("days")));
        Assert.Equal("NotYetRun", (await scene.Do("GetTableRecordExpirationJobStatus", new { tableArn })).Text("status"));
    }

    [Proves("PutTableRecordExpirationConfiguration")]
    public static async Task A_table_that_is_not_there_is_told(Scene scene)
    {
        var tableArn = $"{await scene.NewTableBucket()}/table/{Guid.NewGuid()}";

        await scene.Refused(
            "PutTableRecordExpirationConfiguration", new { tableArn, value = new { status = "enabled", settings = new { days = 30 } } }, "NotFoundException", 404);
    }
}
