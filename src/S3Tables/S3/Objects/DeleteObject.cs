using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Objects;

internal sealed class DeleteObject(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        // The last two are for directory buckets only, on AWS too.
        foreach (var header in new[] { "If-None-Match", "x-amz-if-match-last-modified-time", "x-amz-if-match-size" })
        {
            if (request.Header(header) is not null) throw S3Errors.NotImplemented(header);
        }
        var deletion = await store.Objects.DeleteAsync(request.Bucket, request.Key, WriteConditions.Read(request), request.VersionId);
        VersionHeaders.Write(request.Response, deletion);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
