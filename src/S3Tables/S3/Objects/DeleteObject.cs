using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Objects;

internal sealed class DeleteObject(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (request.Header("If-None-Match") is not null) throw S3Errors.NotImplemented("If-None-Match");
        var deletion = await store.Objects.DeleteAsync(request.Bucket, request.Key, WriteConditions.Read(request), request.VersionId);
        VersionHeaders.Write(request.Response, deletion);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
