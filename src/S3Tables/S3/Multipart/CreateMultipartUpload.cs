using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Objects;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Multipart;

internal sealed class CreateMultipartUpload(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        ObjectKeys.Check(request.Key);
        var algorithm = UploadDigests.ReadAlgorithm(request, "x-amz-checksum-algorithm");
        var attributes = ObjectHeaders.Read(request) with { ChecksumAlgorithm = algorithm, ChecksumType = ReadType(request, algorithm) };
        var upload = await store.Uploads.CreateAsync(request.Bucket, request.Key, attributes);

        EncryptionHeaders.Write(request, attributes);
        if (algorithm is { } named)
        {
            request.Response.Headers["x-amz-checksum-algorithm"] = named.Name();
            request.Response.Headers["x-amz-checksum-type"] = attributes.ChecksumType!.Value.Name();
        }
        using var xml = new S3XmlDocument("InitiateMultipartUploadResult");
        xml.Add("Bucket", request.Bucket).Add("Key", request.Key).Add("UploadId", upload.Id);
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private static ChecksumType? ReadType(S3Request request, ChecksumAlgorithm? algorithm)
    {
        ChecksumType? type = request.Header("x-amz-checksum-type") switch
        {
            null => algorithm is { } named ? PartChecksums.DefaultType(named) : null,
            "COMPOSITE" => ChecksumType.Composite,
            "FULL_OBJECT" => ChecksumType.FullObject,
            _ => throw S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid."),
        };
        if (type is { } wanted && algorithm is null) throw S3Errors.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        if (type is { } asked && !PartChecksums.IsPossible(algorithm!.Value, asked))
            throw S3Errors.InvalidRequest($"The {asked.Name()} checksum type cannot be used with the {algorithm.Value.Name().ToLowerInvariant()} checksum algorithm.");
        return type;
    }
}
