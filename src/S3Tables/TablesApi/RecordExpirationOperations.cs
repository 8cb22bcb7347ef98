using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.TablesApi;

/// <summary>Record expiration is off unless switched on.</summary>
public sealed class RecordExpirationOperations(Database database)
{
    private static readonly TableRecordExpirationConfigurationValue Default = new(MaintenanceStatus.Disabled);

    public async Task<ApiResult> PutAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var table = Resources.TableOfQuery(request);
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutTableRecordExpirationConfigurationRequest, cancellationToken);
        new Constraints()
            .Required(body.Value, "value")
            .OneOf(body.Value?.Status, "value.status", MaintenanceStatus.Enabled, MaintenanceStatus.Disabled)
            .Range(body.Value?.Settings?.Days, "value.settings.days", 1)
            .Check();
        if (body.Value is { Status: MaintenanceStatus.Enabled, Settings.Days: null } or { Status: MaintenanceStatus.Enabled, Settings: null })
            throw CatalogException.Invalid("value.settings.days is required to enable record expiration.");
        await database.WriteAsync(connection => SettingStore.Put(
            connection, table(connection), SettingKind.RecordExpiration, body.Value!, ContractsJson.Default.TableRecordExpirationConfigurationValue));
        return ApiResult.NoContent;
    }

    public Task<ApiResult> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var table = Resources.TableOfQuery(request);
        var value = database.Read(connection => Find(connection, table(connection)));
        return Task.FromResult(ApiResult.Ok(new(value), ContractsJson.Default.GetTableRecordExpirationConfigurationResponse));
    }

    public Task<ApiResult> GetJobStatusAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var table = Resources.TableOfQuery(request);
        var value = database.Read(connection => Find(connection, table(connection)));
        var status = value.Status == MaintenanceStatus.Enabled ? RecordExpirationJobStatus.NotYetRun : RecordExpirationJobStatus.Disabled;
        return Task.FromResult(ApiResult.Ok(new(status), ContractsJson.Default.GetTableRecordExpirationJobStatusResponse));
    }

    private static TableRecordExpirationConfigurationValue Find(SqliteConnection connection, string tableId) =>
        SettingStore.Find(connection, tableId, SettingKind.RecordExpiration, ContractsJson.Default.TableRecordExpirationConfigurationValue) ?? Default;
}
