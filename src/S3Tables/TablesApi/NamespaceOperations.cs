using System.Collections.ObjectModel;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

public sealed class NamespaceOperations(Database database, TimeProvider clock)
{
    public async Task<ApiResult> CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var arn = request.Bucket.ToString();
        var body = await request.ReadBodyAsync(ContractsJson.Default.CreateNamespaceRequest, cancellationToken);
        new Constraints().Required(body.Namespace, "namespace").Length(body.Namespace, "namespace", 1, 1).Check();
        Names.CheckNamespace(body.Namespace[0]);
        var created = await database.WriteAsync(connection => NamespaceStore.Create(
            connection, arn, body.Namespace[0], ReadOnlyDictionary<string, string>.Empty, request.Caller.AccountId, clock.GetUtcNow()));
        return ApiResult.Ok(new(arn, [created.Name]), ContractsJson.Default.CreateNamespaceResponse);
    }

    public Task<ApiResult> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var item = database.Read(connection => NamespaceStore.Get(connection, request.Bucket.ToString(), request.Namespace));
        return Task.FromResult(ApiResult.Ok(
            new([item.Name], item.CreatedAt, item.CreatedBy, item.Bucket.AccountId, item.Id, item.Bucket.Id),
            ContractsJson.Default.GetNamespaceResponse));
    }

    public Task<ApiResult> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var page = PageRequest.Parse(request.Query("prefix"), request.Query("continuationToken"), request.Query("maxNamespaces"), "maxNamespaces");
        var found = database.Read(connection => NamespaceStore.List(connection, request.Bucket.ToString(), page));
        return Task.FromResult(ApiResult.Ok(new([.. found.Items.Select(Summary)], found.ContinuationToken), ContractsJson.Default.ListNamespacesResponse));
    }

    public async Task<ApiResult> DeleteAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (arn, name) = (request.Bucket.ToString(), request.Namespace);
        await database.WriteAsync(connection => NamespaceStore.Delete(connection, arn, name));
        return ApiResult.NoContent;
    }

    private static NamespaceSummary Summary(Namespace item) =>
        new([item.Name], item.CreatedAt, item.CreatedBy, item.Bucket.AccountId, item.Id, item.Bucket.Id);
}
