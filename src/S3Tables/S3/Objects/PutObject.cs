using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Objects;

internal sealed class PutObject(S3Store store) : IS3Operation
{
    /// <summary>A body of fewer bytes is here sooner than it is known whether it may come.</summary>
    private const int EarlyCheck = 1024 * 1024;

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        ObjectKeys.Check(request.Key);
        var length = UploadBody.CheckLength(request);
        var condition = WriteConditions.Read(request);
        var attributes = ObjectHeaders.Read(request);
        // Also checked with the write; here it spares sending gigabytes in vain, and answers who asks before sending.
        if (length > EarlyCheck || request.Header("Expect") is not null) condition.Check(store.Objects.Find(request.Bucket, request.Key).Object?.ETag, request.Key);

        using var incoming = await UploadBody.ReceiveAsync(store, request, cancellationToken);
        var info = await store.Objects.PutAsync(request.Bucket, request.Key, incoming, attributes, condition);
        request.Response.Headers.ETag = ETags.Quote(info.ETag);
        VersionHeaders.Write(request.Response, info);
        EncryptionHeaders.Write(request, info.Attributes);
        ChecksumHeaders.Write(request.Response, info.Attributes.Checksum);
    }
}
