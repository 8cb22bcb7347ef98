using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

/// <summary>The compare-and-swap that catalogs without the REST endpoint build their commits on.</summary>
public sealed class MetadataLocationOperations(Database database, TableSwap swap)
{
    public Task<ApiResult> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var table = database.Read(connection => TableStore.Get(connection, request.Bucket.ToString(), request.Namespace, request.Name));
        return Task.FromResult(ApiResult.Ok(
            new(table.VersionToken, table.MetadataLocation, table.WarehouseLocation), ContractsJson.Default.GetTableMetadataLocationResponse));
    }

    public async Task<ApiResult> UpdateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (arn, @namespace, name) = (request.Bucket.ToString(), request.Namespace, request.Name);
        var body = await request.ReadBodyAsync(ContractsJson.Default.UpdateTableMetadataLocationRequest, cancellationToken);
        new Constraints()
            .Required(body.VersionToken, "versionToken").Length(body.VersionToken, "versionToken", 1, 2048)
            .Required(body.MetadataLocation, "metadataLocation").Length(body.MetadataLocation, "metadataLocation", 1, 2048)
            .Check();
        var updated = await database.WriteAsync(connection =>
        {
            var table = TableStore.Get(connection, arn, @namespace, name);
            CheckLocation(table, body.MetadataLocation);
            return swap.Run(connection, table.Id, body.VersionToken, body.MetadataLocation, request.Caller.AccountId);
        });
        return ApiResult.Ok(
            new(updated.Name, updated.Arn, [updated.Namespace], updated.VersionToken, updated.MetadataLocation!),
            ContractsJson.Default.UpdateTableMetadataLocationResponse);
    }

    /// <summary>AWS documents: an S3 URI below the table's warehouse location that ends in .metadata.json or .metadata.json.gz.</summary>
    private static void CheckLocation(Table table, string location)
    {
        var inside = location.StartsWith($"{table.WarehouseLocation}/", StringComparison.Ordinal);
        var named = location.EndsWith(".metadata.json", StringComparison.Ordinal) || location.EndsWith(".metadata.json.gz", StringComparison.Ordinal);
        if (!inside || !named)
            throw CatalogException.Invalid(
                $"The specified metadata location is not valid. metadataLocation must begin with {table.WarehouseLocation}/ and end with .metadata.json or .metadata.json.gz.");
    }
}
