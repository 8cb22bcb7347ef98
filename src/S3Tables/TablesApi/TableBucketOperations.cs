using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.TablesApi;

public sealed class TableBucketOperations(Database database, TimeProvider clock, CatalogOptions options)
{
    public async Task<ApiResult> CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadBodyAsync(ContractsJson.Default.CreateTableBucketRequest, cancellationToken);
        Names.CheckBucket(body.Name);
        InitialSettings.Check(body.EncryptionConfiguration, body.StorageClassConfiguration, body.Tags);
        var bucket = TableBucket.New(new TableBucketArn(options.Region, request.Caller.AccountId, body.Name), clock.GetUtcNow());
        await database.WriteAsync(connection =>
        {
            TableBucketStore.Create(connection, bucket, options.MaxTableBuckets);
            InitialSettings.Put(connection, bucket.Id, body.EncryptionConfiguration, body.StorageClassConfiguration, body.Tags);
        });
        return ApiResult.Ok(new(bucket.Arn), ContractsJson.Default.CreateTableBucketResponse);
    }

    public Task<ApiResult> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bucket = database.Read(connection => TableBucketStore.Get(connection, request.Bucket.ToString()));
        return Task.FromResult(ApiResult.Ok(
            new(bucket.Arn, bucket.Name, bucket.AccountId, bucket.CreatedAt, bucket.Id, ResourceType.Customer),
            ContractsJson.Default.GetTableBucketResponse));
    }

    public Task<ApiResult> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var type = request.Query("type");
        new Constraints().OneOf(type, "type", ResourceType.Customer, ResourceType.Aws).Check();
        var page = PageRequest.Parse(request.Query("prefix"), request.Query("continuationToken"), request.Query("maxBuckets"), "maxBuckets");

        // There are no table buckets of AWS's own services here.
        var found = type == ResourceType.Aws ? new([], null) : database.Read(connection => TableBucketStore.List(connection, request.Caller.AccountId, page));
        return Task.FromResult(ApiResult.Ok(new([.. found.Items.Select(Summary)], found.ContinuationToken), ContractsJson.Default.ListTableBucketsResponse));
    }

    public async Task<ApiResult> DeleteAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var arn = request.Bucket.ToString();
        await database.WriteAsync(connection => TableBucketStore.Delete(connection, arn));
        return ApiResult.NoContent;
    }

    private static TableBucketSummary Summary(TableBucket bucket) =>
        new(bucket.Arn, bucket.Name, bucket.AccountId, bucket.CreatedAt, bucket.Id, ResourceType.Customer);
}
