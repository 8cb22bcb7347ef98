using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Listing;

internal sealed class ListObjectsV2(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (request.Query["list-type"] != "2") throw S3Errors.InvalidArgument("Invalid List Type specified in Request", "list-type", request.Query["list-type"]);
        var encode = ListingParameters.Encoder(request);
        var query = ListingParameters.Read(request);
        var token = request.Query["continuation-token"];
        var startAfter = request.Query["start-after"];
        query = query with { After = token is not null ? ContinuationToken.Read(token) : startAfter };
        var page = store.Objects.List(request.Bucket, query);

        using var xml = new S3XmlDocument("ListBucketResult");
        xml.Add("Name", request.Bucket).Add("Prefix", encode(query.Prefix));
        if (query.Delimiter is not null) xml.Add("Delimiter", encode(query.Delimiter));
        if (startAfter is not null) xml.Add("StartAfter", encode(startAfter));
        xml.Add("ContinuationToken", token).Add("KeyCount", page.Objects.Count + page.CommonPrefixes.Count).Add("MaxKeys", query.MaxKeys);
        if (request.Query["encoding-type"] is { Length: > 0 } encoding) xml.Add("EncodingType", encoding);
        xml.Add("IsTruncated", page.Next is not null);
        if (page.Next is not null) xml.Add("NextContinuationToken", ContinuationToken.Write(page.Next));
        ListingEntries.Write(xml, page, encode, request.Query["fetch-owner"] == "true" ? options.AccountId : null);
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
