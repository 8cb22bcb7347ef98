using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

internal sealed class PutBucketVersioning(S3Store store) : IS3Operation
{
    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        using var body = await VerifiedXml.ReadAsync(request, cancellationToken);
        var configuration = S3XmlBody.Parse(body, "VersioningConfiguration");
        if (configuration.Text("MfaDelete")?.Trim() == "Enabled") throw S3Errors.NotImplemented("MfaDelete");
        var versioning = configuration.Text("Status")?.Trim() switch
        {
            "Enabled" => BucketVersioning.Enabled,
            "Suspended" => BucketVersioning.Suspended,
            null => throw S3Errors.New(400, "IllegalVersioningConfigurationException", "The Versioning element must be specified", null),
            _ => throw S3Errors.MalformedXml(),
        };
        await store.Buckets.SetVersioningAsync(request.Bucket, versioning);
    }
}
