using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

/// <summary>Metrics of a table bucket are on or off; the configuration has nothing but an id.</summary>
public sealed class MetricsOperations(Database database)
{
    public async Task<ApiResult> PutAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        await database.WriteAsync(connection =>
        {
            var id = bucket(connection);
            if (Find(connection, id) is null) SettingStore.Put(connection, id, SettingKind.Metrics, Ids.New(), CatalogJson.Default.String);
        });
        return ApiResult.NoContent;
    }

    public Task<ApiResult> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        var id = database.Read(connection => Find(connection, bucket(connection)));
        return Task.FromResult(ApiResult.Ok(new(request.Bucket.ToString(), id), ContractsJson.Default.GetTableBucketMetricsConfigurationResponse));
    }

    public async Task<ApiResult> DeleteAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        await database.WriteAsync(connection => SettingStore.Delete(connection, bucket(connection), SettingKind.Metrics));
        return ApiResult.NoContent;
    }

    private static string? Find(Microsoft.Data.Sqlite.SqliteConnection connection, string bucketId) =>
        SettingStore.Find(connection, bucketId, SettingKind.Metrics, CatalogJson.Default.String);
}
