using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

internal sealed class CopyObject(S3Store store, TimeProvider clock) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        ObjectKeys.Check(request.Key);
        var (bucket, key, version) = CopySource.Parse(request);
        var replacesAttributes = Directive(request, "x-amz-metadata-directive");
        var replacesTags = Directive(request, "x-amz-tagging-directive");
        if (version is null && (bucket, key) == (request.Bucket, request.Key) && !replacesAttributes && !replacesTags && request.Header("x-amz-storage-class") is null)
            throw S3Errors.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, "
                + "website redirect location or encryption attributes.");
        var given = ObjectHeaders.Read(request);

        var info = await store.Objects.CopyAsync(bucket, key, request.Bucket, request.Key, source =>
        {
            ReadConditions.CheckCopySource(request, source, clock.GetUtcNow());
            if (source.Size > UploadBody.MaxSize)
                throw S3Errors.InvalidRequest($"The specified copy source is larger than the maximum allowable size for a copy source: {UploadBody.MaxSize}");
            VersionHeaders.WriteSource(request.Response, source.VersionId);
            return Combine(source.Attributes, given, replacesAttributes, replacesTags);
        }, WriteConditions.Read(request), version);
        VersionHeaders.Write(request.Response, info);

        using var xml = new S3XmlDocument("CopyObjectResult");
        xml.Add("LastModified", info.Modified).Add("ETag", ETags.Quote(info.ETag));
        if (info.Attributes.Checksum is { } checksum) xml.Add(ObjectStore.Checksums.ChecksumNames.Element(checksum.Algorithm), checksum.Value);
        await xml.SendAsync(request.Response, cancellationToken);
    }

    /// <summary>What belongs to the bytes is copied, what the sender says of them is copied or replaced.</summary>
    private static ObjectAttributes Combine(ObjectAttributes source, ObjectAttributes given, bool replacesAttributes, bool replacesTags)
    {
        var attributes = replacesAttributes ? given : source;
        return attributes with { Checksum = source.Checksum, Tags = replacesTags ? given.Tags : source.Tags, StorageClass = given.StorageClass, Parts = source.Parts, UploadId = null };
    }

    private static bool Directive(S3Request request, string header) => request.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Errors.InvalidArgument("Unknown directive: it must be COPY or REPLACE.", header, other),
    };
}
