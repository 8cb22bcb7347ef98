using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Buckets;

internal sealed class HeadBucket(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        request.Response.Headers["x-amz-bucket-region"] = options.Region;
        if (store.Buckets.Find(request.Bucket) is null) throw new StoreException(StoreError.NoSuchBucket, request.Bucket);
        return Task.CompletedTask;
    }
}
