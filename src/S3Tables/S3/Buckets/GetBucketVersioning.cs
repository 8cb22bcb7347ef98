using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

/// <summary>Buckets here are never versioned; clients ask before they delete or copy.</summary>
internal sealed class GetBucketVersioning(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (store.Buckets.Find(request.Bucket) is null) throw new StoreException(StoreError.NoSuchBucket, request.Bucket);
        using var xml = new S3XmlDocument("VersioningConfiguration");
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
