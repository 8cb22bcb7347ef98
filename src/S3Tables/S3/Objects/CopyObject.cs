using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Objects;

internal sealed class CopyObject(S3Store store, TimeProvider clock) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        ObjectKeys.Check(request.Key);
        var (bucket, key, version) = CopySource.Parse(request);
        var given = ObjectHeaders.Read(request);
        var changes = new CopyChanges(
            given, Directive(request, "x-amz-metadata-directive"), Directive(request, "x-amz-tagging-directive"), UploadDigests.ReadAlgorithm(request, "x-amz-checksum-algorithm"));
        if (version is null && (bucket, key) == (request.Bucket, request.Key) && !changes.ChangeAnything && request.Header("x-amz-storage-class") is null)
            throw S3Errors.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, "
                + "website redirect location or encryption attributes.");
        var condition = WriteConditions.Read(request);

        ObjectInfo? info = null;
        while (info is null)
        {
            var (content, computed) = Compute(request, (bucket, key, version), changes.Checksum, cancellationToken);
            info = await store.Objects.CopyAsync(bucket, key, request.Bucket, request.Key, source =>
            {
                Check(request, source);
                VersionHeaders.WriteSource(request.Response, source.VersionId);
                // Replaced since it was read: then what was computed is another's.
                var checksum = CopyChecksum.Known(source.Attributes, changes.Checksum) ?? (source.ContentId == content ? computed : null);
                return checksum is null ? null : changes.Apply(source.Attributes, checksum);
            }, condition, version);
        }
        await AnswerAsync(request, info, cancellationToken);
    }

    /// <summary>The source's content and its checksum, where only its bytes tell that. A content never changes.</summary>
    private (long ContentId, Checksum? Checksum) Compute(S3Request request, (string Bucket, string Key, string? Version) place, ChecksumAlgorithm? wanted, CancellationToken cancellationToken)
    {
        if (CopyChecksum.Known(store.Objects.Require(place.Bucket, place.Key, place.Version).Attributes, wanted) is not null) return default;
        var (source, content) = store.Objects.Open(place.Bucket, place.Key, place.Version);
        using (content)
        {
            Check(request, source);
            return (source.ContentId, CopyChecksum.Compute(content, source.Attributes, wanted, cancellationToken));
        }
    }

    private void Check(S3Request request, ObjectInfo source)
    {
        ReadConditions.CheckCopySource(request, source, clock.GetUtcNow());
        if (source.Size > UploadBody.MaxSize)
            throw S3Errors.InvalidRequest($"The specified copy source is larger than the maximum allowable size for a copy source: {UploadBody.MaxSize}");
    }

    private static async Task AnswerAsync(S3Request request, ObjectInfo info, CancellationToken cancellationToken)
    {
        VersionHeaders.Write(request.Response, info);
        EncryptionHeaders.Write(request, info.Attributes);
        using var xml = new S3XmlDocument("CopyObjectResult");
        xml.Add("LastModified", info.Modified).Add("ETag", ETags.Quote(info.ETag));
        if (info.Attributes.Checksum is { } checksum) xml.Add(checksum.Algorithm.Element(), checksum.Value).Add("ChecksumType", checksum.Type.Name());
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private static bool Directive(S3Request request, string header) => request.Header(header) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Errors.InvalidArgument("Unknown directive: it must be COPY or REPLACE.", header, other),
    };
}
