using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

/// <summary>Resource policies of table buckets and tables, kept as the text that was put.</summary>
public sealed class PolicyOperations(Database database)
{
    private const int MaxLength = 20_480;

    public Task<ApiResult> PutBucketAsync(ApiRequest request, CancellationToken cancellationToken) =>
        PutAsync(request, Resources.BucketOfPath(request), cancellationToken);

    public Task<ApiResult> GetBucketAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.BucketOfPath(request), "bucket");

    public Task<ApiResult> DeleteBucketAsync(ApiRequest request, CancellationToken cancellationToken) => DeleteAsync(Resources.BucketOfPath(request));

    public Task<ApiResult> PutTableAsync(ApiRequest request, CancellationToken cancellationToken) =>
        PutAsync(request, Resources.TableOfPath(request), cancellationToken);

    public Task<ApiResult> GetTableAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.TableOfPath(request), "table");

    public Task<ApiResult> DeleteTableAsync(ApiRequest request, CancellationToken cancellationToken) => DeleteAsync(Resources.TableOfPath(request));

    private async Task<ApiResult> PutAsync(ApiRequest request, Resource resource, CancellationToken cancellationToken)
    {
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutPolicyRequest, cancellationToken);
        new Constraints().Required(body.ResourcePolicy, "resourcePolicy").Length(body.ResourcePolicy, "resourcePolicy", 1, MaxLength).Check();
        PolicyDocument.Check(body.ResourcePolicy);
        await database.WriteAsync(connection => SettingStore.Put(
            connection, resource(connection), SettingKind.Policy, body.ResourcePolicy, CatalogJson.Default.String));
        return ApiResult.Empty;
    }

    private Task<ApiResult> Get(Resource resource, string what)
    {
        var policy = database.Read(connection => SettingStore.Find(connection, resource(connection), SettingKind.Policy, CatalogJson.Default.String))
            ?? throw new CatalogException(CatalogError.SettingMissing, $"The specified {what} does not have a resource policy.");
        return Task.FromResult(ApiResult.Ok(new(policy), ContractsJson.Default.GetPolicyResponse));
    }

    private async Task<ApiResult> DeleteAsync(Resource resource)
    {
        await database.WriteAsync(connection => SettingStore.Delete(connection, resource(connection), SettingKind.Policy));
        return ApiResult.NoContent;
    }
}
