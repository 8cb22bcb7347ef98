using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Listing;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Multipart;

internal sealed class ListParts(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var max = ListingParameters.Max(request, "max-parts");
        var marker = PartNumbers.ReadMarker(request.Query["part-number-marker"]);
        var (upload, parts, hasMore) = store.Uploads.ListParts(request.Bucket, request.Key, request.Query["uploadId"]!, marker, max);

        using var xml = new S3XmlDocument("ListPartsResult");
        xml.Add("Bucket", request.Bucket).Add("Key", request.Key).Add("UploadId", upload.Id)
            .Add("Initiator", owner => owner.Add("ID", options.AccountId).Add("DisplayName", options.AccountId))
            .Add("Owner", owner => owner.Add("ID", options.AccountId).Add("DisplayName", options.AccountId))
            .Add("StorageClass", upload.Attributes.StorageClass ?? "STANDARD").Add("PartNumberMarker", marker)
            .Add("NextPartNumberMarker", parts.Count > 0 ? parts[^1].Number : marker).Add("MaxParts", max).Add("IsTruncated", hasMore);
        if (upload.Attributes.ChecksumAlgorithm is { } algorithm) xml.Add("ChecksumAlgorithm", algorithm.Name()).Add("ChecksumType", upload.Attributes.ChecksumType?.Name());
        foreach (var part in parts)
        {
            xml.Add("Part", entry =>
            {
                entry.Add("PartNumber", part.Number).Add("LastModified", part.Modified).Add("ETag", ETags.Quote(part.ETag)).Add("Size", part.Size);
                // S3 tells the default checksum of the whole object only.
                if (upload.Attributes.ChecksumAlgorithm is not null && part.Checksum is { } checksum) entry.Add(checksum.Algorithm.Element(), checksum.Value);
            });
        }
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
