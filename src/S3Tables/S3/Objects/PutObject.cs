using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Objects;

internal sealed class PutObject(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        ObjectKeys.Check(request.Key);
        UploadBody.CheckLength(request);
        var condition = WriteConditions.Read(request);
        var attributes = ObjectHeaders.Read(request);
        // Also checked with the write; here it spares sending gigabytes in vain.
        condition.Check(store.Objects.Find(request.Bucket, request.Key).Object?.ETag, request.Key);

        using var incoming = await UploadBody.ReceiveAsync(store, request, cancellationToken);
        var info = await store.Objects.PutAsync(request.Bucket, request.Key, incoming, attributes, condition);
        request.Response.Headers.ETag = ETags.Quote(info.ETag);
        VersionHeaders.Write(request.Response, info);
        ChecksumHeaders.Write(request.Response, info.Attributes.Checksum);
    }
}
