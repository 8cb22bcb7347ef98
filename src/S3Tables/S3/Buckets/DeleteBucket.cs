using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Buckets;

internal sealed class DeleteBucket(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        await store.Buckets.DeleteAsync(request.Bucket);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
