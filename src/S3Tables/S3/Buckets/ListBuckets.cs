using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

internal sealed class ListBuckets(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var prefix = request.Query["prefix"] ?? "";
        var after = request.Query["continuation-token"] ?? "";
        var max = int.TryParse(request.Query["max-buckets"], out var asked) && asked is > 0 and <= 10_000 ? asked : 10_000;
        var buckets = store.Buckets.List().Where(b => b.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(b.Name, after) > 0).ToList();

        using var xml = new S3XmlDocument("ListAllMyBucketsResult");
        xml.Add("Owner", owner => owner.Add("ID", options.AccountId).Add("DisplayName", options.AccountId));
        xml.Add("Buckets", list =>
        {
            foreach (var bucket in buckets.Take(max))
                list.Add("Bucket", entry => entry.Add("Name", bucket.Name).Add("CreationDate", bucket.Created).Add("BucketRegion", options.Region));
        });
        if (buckets.Count > max) xml.Add("ContinuationToken", buckets[max - 1].Name);
        if (prefix.Length > 0) xml.Add("Prefix", prefix);
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
