using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Listing;

internal sealed class ListObjectVersions(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var encode = ListingParameters.Encoder(request);
        var common = ListingParameters.Read(request);
        var query = new VersionQuery(common.Prefix, common.Delimiter, request.Query["key-marker"], request.Query["version-id-marker"], common.MaxKeys);
        if (query.VersionIdMarker is not null && string.IsNullOrEmpty(query.KeyMarker))
            throw S3Errors.InvalidArgument("A version-id marker cannot be specified without a key marker.", "version-id-marker", query.VersionIdMarker);
        var page = store.Objects.ListVersions(request.Bucket, query);

        using var xml = new S3XmlDocument("ListVersionsResult");
        xml.Add("Name", request.Bucket).Add("Prefix", encode(query.Prefix)).Add("KeyMarker", encode(query.KeyMarker ?? "")).Add("VersionIdMarker", query.VersionIdMarker ?? "");
        if (page.NextKey is not null) xml.Add("NextKeyMarker", encode(page.NextKey)).Add("NextVersionIdMarker", page.NextVersionId);
        xml.Add("MaxKeys", query.MaxKeys);
        if (query.Delimiter is not null) xml.Add("Delimiter", encode(query.Delimiter));
        if (request.Query["encoding-type"] is { Length: > 0 } encoding) xml.Add("EncodingType", encoding);
        xml.Add("IsTruncated", page.NextKey is not null);
        foreach (var version in page.Versions) xml.Add(version.IsDeleteMarker ? "DeleteMarker" : "Version", entry => Write(entry, version, encode));
        foreach (var prefix in page.CommonPrefixes) xml.Add("CommonPrefixes", entry => entry.Add("Prefix", encode(prefix)));
        await xml.SendAsync(request.Response, cancellationToken);
    }

    private void Write(S3XmlDocument entry, ObjectVersion version, Func<string, string> encode)
    {
        var info = version.Object;
        entry.Add("Key", encode(info.Key)).Add("VersionId", info.VersionId).Add("IsLatest", version.IsLatest).Add("LastModified", info.Modified);
        if (!version.IsDeleteMarker)
        {
            entry.Add("ETag", ETags.Quote(info.ETag)).Add("Size", info.Size).Add("StorageClass", info.Attributes.StorageClass ?? "STANDARD");
            if (info.Attributes.Checksum is { } checksum) entry.Add("ChecksumAlgorithm", checksum.Algorithm.Name()).Add("ChecksumType", checksum.Type.Name());
        }
        entry.Add("Owner", owner => owner.Add("ID", options.AccountId).Add("DisplayName", options.AccountId));
    }
}
