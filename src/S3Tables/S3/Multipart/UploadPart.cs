using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Objects;

namespace Floe.S3Tables.S3.Multipart;

internal sealed class UploadPart(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var number = PartNumbers.Read(request);
        UploadBody.CheckLength(request);
        var upload = store.Uploads.Require(request.Bucket, request.Key, request.Query["uploadId"]!);
        CheckAlgorithm(request, upload.Attributes.ChecksumAlgorithm);
        using var incoming = await UploadBody.ReceivePartAsync(store, request, upload.Attributes.ChecksumAlgorithm, cancellationToken);
        var part = await store.Uploads.PutPartAsync(request.Bucket, request.Key, upload.Id, number, incoming);
        request.Response.Headers.ETag = ETags.Quote(part.ETag);
        EncryptionHeaders.Write(request, upload.Attributes);
        ChecksumHeaders.Write(request.Response, upload.Attributes.ChecksumAlgorithm is null ? incoming.Claimed : part.Checksum, withType: false);
    }

    private static void CheckAlgorithm(S3Request request, ChecksumAlgorithm? ofUpload)
    {
        if (ofUpload is not { } expected || UploadDigests.Read(request).Algorithm is not { } actual || actual == expected) return;
        throw S3Errors.InvalidRequest($"Checksum Type mismatch occurred, expected checksum Type: {expected.Name().ToLowerInvariant()}, actual checksum Type: {actual.Name().ToLowerInvariant()}");
    }
}
