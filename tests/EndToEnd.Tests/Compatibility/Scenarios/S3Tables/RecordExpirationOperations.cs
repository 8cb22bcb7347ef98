namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3Tables;

[Scenarios(Area.S3Tables)]
internal static class RecordExpirationOperations
{
    [Proves("PutTableRecordExpirationConfiguration", "GetTableRecordExpirationConfiguration", "GetTableRecordExpirationJobStatus")]
    public static async Task Record_expiration_is_for_tables_of_AWS_services_only(Scene scene)
    {
        var table = await scene.NewTable(withMetadata: false);

        await scene.Refused(
            "PutTableRecordExpirationConfiguration", new { tableArn = table.Arn, value = new { status = "enabled", settings = new { days = 30 } } }, "MethodNotAllowedException", 405);
        await scene.Refused("GetTableRecordExpirationConfiguration", new { tableArn = table.Arn }, "MethodNotAllowedException", 405);
        await scene.Refused("GetTableRecordExpirationJobStatus", new { tableArn = table.Arn }, "MethodNotAllowedException", 405);
    }
}
