using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

public sealed class TagOperations(Database database)
{
    public async Task<ApiResult> TagAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var resource = Find(request);
        var body = await request.ReadBodyAsync(ContractsJson.Default.TagResourceRequest, cancellationToken);
        new Constraints().Required(body.Tags, "tags").Check();
        TagStore.Check(body.Tags);
        await database.WriteAsync(connection => TagStore.Put(connection, resource(connection), body.Tags));
        return ApiResult.Empty;
    }

    public async Task<ApiResult> UntagAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var resource = Find(request);
        string[] keys = [.. request.Service.Query.All("tagKeys")];
        new Constraints().Required(keys.Length == 0 ? null : keys, "tagKeys").Check();
        await database.WriteAsync(connection => TagStore.Remove(connection, resource(connection), keys));
        return ApiResult.NoContent;
    }

    public Task<ApiResult> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var resource = Find(request);
        var tags = database.Read(connection => TagStore.List(connection, resource(connection)));
        return Task.FromResult(ApiResult.Ok(new(tags), ContractsJson.Default.ListTagsForResourceResponse));
    }

    private static Resource Find(ApiRequest request)
    {
        var text = request.Labels["resourceArn"];
        return TableArn.TryParse(text, out var table) ? Resources.Table(table) : Resources.Bucket(ApiRequest.BucketArn(text, "resourceArn"));
    }
}
