using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.TablesApi;

public sealed class TableOperations(Database database, TableLifecycle tables, TableSwap swap, TimeProvider clock)
{
    private const string Format = "ICEBERG";

    public async Task<ApiResult> CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadBodyAsync(ContractsJson.Default.CreateTableRequest, cancellationToken);
        var place = new TablePlace(request.Bucket.ToString(), request.Namespace, body.Name, request.Caller.AccountId);
        Check(body);
        var created = await tables.CreateAsync(
            place,
            body.Metadata?.Iceberg is { } iceberg ? location => FirstMetadata.Create(iceberg, location, clock) : null,
            (connection, table) => PutSettings(connection, table, body),
            cancellationToken);
        return ApiResult.Ok(new(created.Arn, created.VersionToken), ContractsJson.Default.CreateTableResponse);
    }

    public Task<ApiResult> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var table = database.Read(connection => Find(connection, request));
        return Task.FromResult(ApiResult.Ok(
            new(
                table.Name, ResourceType.Customer, table.Arn, [table.Namespace], table.NamespaceId, table.VersionToken, table.MetadataLocation,
                table.WarehouseLocation, table.CreatedAt, table.CreatedBy, ManagedByService: null, table.ModifiedAt, table.ModifiedBy,
                table.AccountId, Format, table.BucketId,
                table.SourceTableArn is { } source ? new(new(source)) : null),
            ContractsJson.Default.GetTableResponse));
    }

    public Task<ApiResult> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var @namespace = request.Query("namespace");
        new Constraints().Length(@namespace, "namespace", 1, 255).Check();
        var page = PageRequest.Parse(request.Query("prefix"), request.Query("continuationToken"), request.Query("maxTables"), "maxTables");
        var found = database.Read(connection => TableStore.List(connection, request.Bucket.ToString(), @namespace, page));
        return Task.FromResult(ApiResult.Ok(new([.. found.Items.Select(Summary)], found.ContinuationToken), ContractsJson.Default.ListTablesResponse));
    }

    public async Task<ApiResult> DeleteAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await tables.DropAsync(request.Bucket.ToString(), request.Namespace, request.Name, request.VersionTokenOfQuery, static _ => { });
        return ApiResult.NoContent;
    }

    public async Task<ApiResult> RenameAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (arn, @namespace, name) = (request.Bucket.ToString(), request.Namespace, request.Name);
        var body = await request.ReadBodyAsync(ContractsJson.Default.RenameTableRequest, cancellationToken);
        if (body.NewName is null && body.NewNamespaceName is null)
            throw CatalogException.Invalid("Neither a new namespace name nor a new table name is specified.");
        if (body.NewName is not null) Names.CheckTable(body.NewName, "newName");
        if (body.NewNamespaceName is not null) Names.CheckNamespace(body.NewNamespaceName, "newNamespaceName");
        await database.WriteAsync(connection =>
        {
            var table = TableStore.Get(connection, arn, @namespace, name);
            TableStore.CheckVersion(table, body.VersionToken);
            swap.Rename(connection, table, body.NewNamespaceName ?? @namespace, body.NewName ?? name, request.Caller.AccountId);
        });
        return ApiResult.NoContent;
    }

    private static void Check(CreateTableRequest body)
    {
        Names.CheckTable(body.Name);
        new Constraints().Required(body.Format, "format").OneOf(body.Format, "format", Format).Check();
        if (body.Metadata is not null) FirstMetadata.Check(body.Metadata.Iceberg);
        InitialSettings.Check(body.EncryptionConfiguration, body.StorageClassConfiguration, body.Tags);
    }

    /// <summary>A table takes what it is not told from its table bucket, as that is now: later changes there are for later tables.</summary>
    private static void PutSettings(SqliteConnection connection, Table table, CreateTableRequest body) => InitialSettings.Put(
        connection,
        table.Id,
        body.EncryptionConfiguration
            ?? SettingStore.Find(connection, table.BucketId, SettingKind.Encryption, ContractsJson.Default.EncryptionConfiguration),
        body.StorageClassConfiguration
            ?? SettingStore.Find(connection, table.BucketId, SettingKind.StorageClass, ContractsJson.Default.StorageClassConfiguration),
        body.Tags);

    /// <summary>By ARN alone, or by table bucket, namespace and name; all of them in the query string.</summary>
    private static Table Find(SqliteConnection connection, ApiRequest request)
    {
        if (request.Query("tableArn") is not null) return TableStore.GetByArn(connection, request.TableOfQuery);
        if (request.Query("tableBucketARN") is null || request.Query("namespace") is not { } @namespace || request.Query("name") is not { } name)
            throw CatalogException.Invalid("Specify either tableArn, or all of tableBucketARN, namespace and name.");
        return TableStore.Get(connection, request.BucketOfQuery.ToString(), @namespace, name);
    }

    private static TableSummary Summary(Table table) => new(
        [table.Namespace], table.Name, ResourceType.Customer, table.Arn, table.CreatedAt, table.ModifiedAt,
        ManagedByService: null, table.NamespaceId, table.BucketId);
}
