using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Listing;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Multipart;

internal sealed class ListMultipartUploads(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var encode = ListingParameters.Encoder(request);
        var max = ListingParameters.Max(request, "max-uploads");
        var query = new UploadQuery(request.Query["prefix"] ?? "", request.Query["key-marker"], request.Query["upload-id-marker"], max);
        var delimiter = request.Query["delimiter"] is { Length: > 0 } text ? text : null;
        var page = UploadFolders.Read(store, request.Bucket, query, delimiter);

        using var xml = new S3XmlDocument("ListMultipartUploadsResult");
        xml.Add("Bucket", request.Bucket).Add("KeyMarker", encode(query.KeyMarker ?? "")).Add("UploadIdMarker", query.UploadIdMarker ?? "").Add("Prefix", encode(query.Prefix));
        if (page.NextKey is not null) xml.Add("NextKeyMarker", encode(page.NextKey)).Add("NextUploadIdMarker", page.NextId ?? "");
        if (delimiter is not null) xml.Add("Delimiter", encode(delimiter));
        if (request.Query["encoding-type"] is { Length: > 0 } encoding) xml.Add("EncodingType", encoding);
        xml.Add("MaxUploads", max).Add("IsTruncated", page.NextKey is not null);
        foreach (var upload in page.Uploads) xml.Add("Upload", entry => Write(entry, upload, encode));
        foreach (var prefix in page.CommonPrefixes) xml.Add("CommonPrefixes", entry => entry.Add("Prefix", encode(prefix)));
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private void Write(S3XmlDocument entry, Upload upload, Func<string, string> encode)
    {
        entry.Add("Key", encode(upload.Key)).Add("UploadId", upload.Id)
            .Add("Initiator", owner => owner.Add("ID", options.AccountId).Add("DisplayName", options.AccountId))
            .Add("Owner", owner => owner.Add("ID", options.AccountId).Add("DisplayName", options.AccountId))
            .Add("StorageClass", upload.Attributes.StorageClass ?? "STANDARD").Add("Initiated", upload.Initiated);
        if (upload.Attributes.ChecksumAlgorithm is { } algorithm) entry.Add("ChecksumAlgorithm", algorithm.Name()).Add("ChecksumType", upload.Attributes.ChecksumType?.Name());
    }
}
