using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Listing;

/// <summary>The first version, which pages by the key itself.</summary>
internal sealed class ListObjects(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var encode = ListingParameters.Encoder(request);
        var marker = request.Query["marker"] ?? "";
        var query = ListingParameters.Read(request) with { After = marker };
        var page = store.Objects.List(request.Bucket, query);

        using var xml = new S3XmlDocument("ListBucketResult");
        xml.Add("Name", request.Bucket).Add("Prefix", encode(query.Prefix)).Add("Marker", encode(marker)).Add("MaxKeys", query.MaxKeys);
        if (query.Delimiter is not null) xml.Add("Delimiter", encode(query.Delimiter));
        if (request.Query["encoding-type"] is { Length: > 0 } encoding) xml.Add("EncodingType", encoding);
        xml.Add("IsTruncated", page.Next is not null);
        // Without a delimiter the last key itself is the next marker, and S3 leaves it out.
        if (page.Next is not null && query.Delimiter is not null) xml.Add("NextMarker", encode(page.Next));
        ListingEntries.Write(xml, page, encode, options.AccountId);
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
