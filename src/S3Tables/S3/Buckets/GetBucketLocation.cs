using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

internal sealed class GetBucketLocation(S3Store store, AuthenticationOptions options) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (store.Buckets.Find(request.Bucket) is null) throw new StoreException(StoreError.NoSuchBucket, request.Bucket);
        using var xml = new S3XmlDocument("LocationConstraint");
        // The oldest region is the one without a name.
        if (options.Region != "us-east-1") xml.AddText(options.Region);
        await xml.SendAsync(request.Response, cancellationToken);
    }
}
