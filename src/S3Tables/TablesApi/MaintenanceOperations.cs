using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.TablesApi;

/// <summary>Configuration and state of the maintenance jobs. A Put replaces an entry; a Get shows the defaults of what was left out.</summary>
public sealed class MaintenanceOperations(Database database)
{
    public async Task<ApiResult> PutTableAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var table = Resources.TableOfPath(request);
        var type = request.Labels["type"];
        new Constraints().OneOf(type, "type", MaintenanceType.Compaction, MaintenanceType.SnapshotManagement).Check();
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutTableMaintenanceConfigurationRequest, cancellationToken);
        MaintenanceRules.Check(type, body.Value);
        await database.WriteAsync(connection => MaintenanceSettings.Put(connection, table(connection), type, body.Value));
        return ApiResult.NoContent;
    }

    public Task<ApiResult> GetTableAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (table, configuration) = database.Read(connection =>
        {
            var table = Find(connection, request);
            return (table, MaintenanceSettings.OfTable(connection, table.Id));
        });
        return Task.FromResult(ApiResult.Ok(new(table.Arn, configuration), ContractsJson.Default.GetTableMaintenanceConfigurationResponse));
    }

    public async Task<ApiResult> PutBucketAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        new Constraints().OneOf(request.Labels["type"], "type", MaintenanceType.UnreferencedFileRemoval).Check();
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutTableBucketMaintenanceConfigurationRequest, cancellationToken);
        MaintenanceRules.Check(body.Value);
        await database.WriteAsync(connection => MaintenanceSettings.Put(connection, bucket(connection), body.Value));
        return ApiResult.NoContent;
    }

    public Task<ApiResult> GetBucketAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        var value = database.Read(connection => MaintenanceSettings.OfBucket(connection, bucket(connection)));
        return Task.FromResult(ApiResult.Ok(
            new(request.Bucket.ToString(), new Dictionary<string, TableBucketMaintenanceConfigurationValue> { [MaintenanceType.UnreferencedFileRemoval] = value }),
            ContractsJson.Default.GetTableBucketMaintenanceConfigurationResponse));
    }

    public Task<ApiResult> GetJobStatusAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (table, status) = database.Read(connection =>
        {
            var table = Find(connection, request);
            return (table, MaintenanceSettings.JobStatus(connection, table));
        });
        return Task.FromResult(ApiResult.Ok(new(table.Arn, status), ContractsJson.Default.GetTableMaintenanceJobStatusResponse));
    }

    private static Table Find(SqliteConnection connection, ApiRequest request) =>
        TableStore.Get(connection, request.Bucket.ToString(), request.Namespace, request.Name);
}
