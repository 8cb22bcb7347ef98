using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.S3.Multipart;

internal sealed class AbortMultipartUpload(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        await store.Uploads.AbortAsync(request.Bucket, request.Key, request.Query["uploadId"]!);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
