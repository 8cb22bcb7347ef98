using Floe.S3Tables.Authorization.Parsing;
using Floe.S3Tables.Authorization.Policies;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;
using Microsoft.Data.Sqlite;

namespace Floe.S3Tables.TablesApi;

/// <summary>Resource policies of table buckets and tables, kept as the text that was put.</summary>
public sealed class PolicyOperations(Database database)
{
    public Task<ApiResult> PutBucketAsync(ApiRequest request, CancellationToken cancellationToken) =>
        PutAsync(request, BucketScope(request), cancellationToken);

    public Task<ApiResult> GetBucketAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.BucketOfPath(request), "bucket");

    public Task<ApiResult> DeleteBucketAsync(ApiRequest request, CancellationToken cancellationToken) => DeleteAsync(Resources.BucketOfPath(request));

    public Task<ApiResult> PutTableAsync(ApiRequest request, CancellationToken cancellationToken) =>
        PutAsync(request, TableScope(request), cancellationToken);

    public Task<ApiResult> GetTableAsync(ApiRequest request, CancellationToken cancellationToken) => Get(Resources.TableOfPath(request), "table");

    public Task<ApiResult> DeleteTableAsync(ApiRequest request, CancellationToken cancellationToken) => DeleteAsync(Resources.TableOfPath(request));

    private static Func<SqliteConnection, (string Id, PolicyScope Scope)> BucketScope(ApiRequest request)
    {
        var bucket = request.Bucket;
        return connection => (TableBucketStore.Get(connection, bucket.ToString()).Id, PolicyScope.TableBucket(bucket));
    }

    private static Func<SqliteConnection, (string Id, PolicyScope Scope)> TableScope(ApiRequest request)
    {
        var (bucket, @namespace, name) = (request.Bucket.ToString(), request.Namespace, request.Name);
        return connection =>
        {
            var table = TableStore.Get(connection, bucket, @namespace, name);
            return (table.Id, PolicyScope.Table(TableArn.Parse(table.Arn)));
        };
    }

    private async Task<ApiResult> PutAsync(
        ApiRequest request, Func<SqliteConnection, (string Id, PolicyScope Scope)> resource, CancellationToken cancellationToken)
    {
        var body = await request.ReadBodyAsync(ContractsJson.Default.PutPolicyRequest, cancellationToken);
        new Constraints().Required(body.ResourcePolicy, "resourcePolicy").Length(body.ResourcePolicy, "resourcePolicy", 1, PolicyDocument.MaxLength).Check();
        await database.WriteAsync(connection =>
        {
            var (id, scope) = resource(connection);
            Check(body.ResourcePolicy, scope);
            SettingStore.Put(connection, id, SettingKind.Policy, body.ResourcePolicy, CatalogJson.Default.String);
        });
        return ApiResult.Empty;
    }

    private static void Check(string policy, PolicyScope scope)
    {
        try
        {
            PolicyDocument.Parse(policy, scope);
        }
        catch (PolicyException e)
        {
            throw CatalogException.Invalid($"The specified resource policy is not valid. resourcePolicy: {e.Message}");
        }
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
