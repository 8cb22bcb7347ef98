using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

/// <summary>The storage class is recorded and reported: a table keeps what its table bucket said when it was created.</summary>
public sealed class StorageClassOperations(Database database)
{
    private const string Standard = "STANDARD";
    private const string IntelligentTiering = "INTELLIGENT_TIERING";

    private static readonly StorageClassConfiguration Default = new(Standard);

    public static void Check(StorageClassConfiguration configuration) => new Constraints()
        .Required(configuration.StorageClass, "storageClassConfiguration.storageClass")
        .OneOf(configuration.StorageClass, "storageClassConfiguration.storageClass", Standard, IntelligentTiering)
        .Check();

    public async Task<ApiResult> PutBucketAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = Resources.BucketOfPath(request);
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutTableBucketStorageClassRequest, cancellationToken);
        new Constraints().Required(body.StorageClassConfiguration, "storageClassConfiguration").Check();
        Check(body.StorageClassConfiguration);
        await database.WriteAsync(connection => SettingStore.Put(
            connection, bucket(connection), SettingKind.StorageClass, body.StorageClassConfiguration, ContractsJson.Default.StorageClassConfiguration));
        return ApiResult.Empty;
    }

    public Task<ApiResult> GetBucketAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.BucketOfPath(request));

    public Task<ApiResult> GetTableAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.TableOfPath(request));

    private Task<ApiResult> Get(Resource resource)
    {
        var found = database.Read(connection =>
            SettingStore.Find(connection, resource(connection), SettingKind.StorageClass, ContractsJson.Default.StorageClassConfiguration));
        return Task.FromResult(ApiResult.Ok(new(found ?? Default), ContractsJson.Default.GetStorageClassResponse));
    }
}
