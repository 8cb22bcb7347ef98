using System.Text.RegularExpressions;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Replication;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.TablesApi;

/// <summary>Where tables are to be copied. A configuration has a version token: replacing one needs its token.</summary>
public sealed partial class ReplicationOperations(Database database, ReplicationQueue queue)
{
    private const string Pending = "pending";

    public Task<ApiResult> PutBucketAsync(ApiRequest request, CancellationToken cancellationToken) =>
        PutAsync(request, Resources.BucketOfQuery(request), request.BucketOfQuery, cancellationToken);

    public Task<ApiResult> GetBucketAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.BucketOfQuery(request));

    public Task<ApiResult> DeleteBucketAsync(ApiRequest request, CancellationToken cancellationToken) =>
        DeleteAsync(Resources.BucketOfQuery(request), request.VersionTokenOfQuery);

    public Task<ApiResult> PutTableAsync(ApiRequest request, CancellationToken cancellationToken) =>
        PutAsync(request, Resources.TableOfQuery(request), request.TableOfQuery.Bucket, cancellationToken);

    public Task<ApiResult> GetTableAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.TableOfQuery(request));

    public Task<ApiResult> DeleteTableAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        new Constraints().Required(request.VersionTokenOfQuery, "versionToken").Check();
        return DeleteAsync(Resources.TableOfQuery(request), request.VersionTokenOfQuery);
    }

    /// <summary>By the table's own configuration, or else its table bucket's.</summary>
    public Task<ApiResult> GetStatusAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var arn = request.TableOfQuery;
        var destinations = database.Read(connection =>
        {
            var table = TableStore.GetByArn(connection, arn);
            return ReplicationStore.DestinationsOf(connection, table) is { Count: > 0 } found
                ? found.Select(to => Status(to, ReplicationStore.Find(connection, table.Id, to))).ToList()
                : throw NotConfigured();
        });
        return Task.FromResult(ApiResult.Ok(new(arn.ToString(), destinations), ContractsJson.Default.GetTableReplicationStatusResponse));
    }

    /// <summary>A table without metadata waits for its first.</summary>
    private static ReplicationDestinationStatus Status(string destination, ReplicationState? state) =>
        state is null ? new(Pending, destination) : new(state.Status, destination, state.ReplicaArn, state.Last, state.Failure);

    /// <summary>Tables that are there are copied as they are; later changes follow.</summary>
    private void Enqueue(SqliteConnection connection, string owner)
    {
        foreach (var table in TableStore.ListOf(connection, owner)) queue.Add(connection, table);
    }

    private async Task<ApiResult> PutAsync(ApiRequest request, Resource resource, TableBucketArn source, CancellationToken cancellationToken)
    {
        var expected = request.VersionTokenOfQuery;
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutReplicationRequest, cancellationToken);
        Check(body.Configuration, source);
        var replication = new ReplicationSetting(Ids.NewVersionToken(), body.Configuration);
        await database.WriteAsync(connection =>
        {
            var owner = resource(connection);
            if (Find(connection, owner)?.VersionToken != expected) throw TokenMismatch();
            foreach (var to in body.Configuration.Rules[0].Destinations) TableBucketStore.Get(connection, to.DestinationTableBucketArn);
            SettingStore.Put(connection, owner, SettingKind.Replication, replication, CatalogJson.Default.ReplicationSetting);
            Enqueue(connection, owner);
        });
        return ApiResult.Ok(new(replication.VersionToken, Pending), ContractsJson.Default.PutReplicationResponse);
    }

    private Task<ApiResult> Get(Resource resource)
    {
        var replication = database.Read(connection => Find(connection, resource(connection))) ?? throw NotConfigured();
        return Task.FromResult(ApiResult.Ok(new(replication.VersionToken, replication.Configuration), ContractsJson.Default.GetReplicationResponse));
    }

    private async Task<ApiResult> DeleteAsync(Resource resource, string? expected)
    {
        await database.WriteAsync(connection =>
        {
            var owner = resource(connection);
            var current = Find(connection, owner) ?? throw NotConfigured();
            if (expected is not null && expected != current.VersionToken) throw TokenMismatch();
            SettingStore.Delete(connection, owner, SettingKind.Replication);
        });
        return ApiResult.NoContent;
    }

    private static void Check(ReplicationConfiguration? configuration, TableBucketArn source)
    {
        new Constraints()
            .Required(configuration, "configuration")
            .Required(configuration?.Role, "configuration.role").Length(configuration?.Role, "configuration.role", 20, 2048)
            .Pattern(configuration?.Role, "configuration.role", RoleForm(), "arn:.+:iam::[0-9]{12}:role/.+")
            .Required(configuration?.Rules, "configuration.rules").Length(configuration?.Rules, "configuration.rules", 1, 1)
            .Check();
        const string Destinations = "configuration.rules.1.destinations";
        var destinations = configuration!.Rules[0]?.Destinations;
        new Constraints().Required(destinations, Destinations).Length(destinations, Destinations, 1, 5).Check();
        foreach (var to in destinations!)
            if (ApiRequest.BucketArn(to?.DestinationTableBucketArn, $"{Destinations}.destinationTableBucketARN") == source)
                throw CatalogException.Invalid($"{Destinations}: {source} cannot be replicated to itself.");
    }

    private static ReplicationSetting? Find(SqliteConnection connection, string ownerId) => ReplicationStore.FindSetting(connection, ownerId);

    private static CatalogException NotConfigured() =>
        new(CatalogError.SettingMissing, "The specified resource does not have a replication configuration.");

    private static CatalogException TokenMismatch() =>
        new(CatalogError.VersionTokenMismatch, "Provided version token does not match the replication configuration's version token.");

    [GeneratedRegex(@"^arn:.+:iam::[0-9]{12}:role/.+\z")]
    private static partial Regex RoleForm();
}
