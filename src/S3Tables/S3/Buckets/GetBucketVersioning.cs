using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

/// <summary>The answer is empty for a bucket whose versioning was never on.</summary>
internal sealed class GetBucketVersioning(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var bucket = store.Buckets.Find(request.Bucket) ?? throw new StoreException(StoreError.NoSuchBucket, request.Bucket);
        using var xml = new S3XmlDocument("VersioningConfiguration");
        if (bucket.Versioning != BucketVersioning.Off) xml.Add("Status", bucket.Versioning.ToString());
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
