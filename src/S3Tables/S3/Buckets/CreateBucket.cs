using Floe.S3Tables.Http.Authentication;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Buckets;

internal sealed class CreateBucket(S3Store store, AuthenticationOptions options) : IS3Operation
{
    private const string DefaultRegion = "us-east-1";

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        BucketNames.Check(request.Bucket);
        if (request.Header("x-amz-acl") is not (null or "private"))
            throw S3Errors.New(400, "InvalidBucketAclWithObjectOwnership", "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting", null);
        if (request.Header("x-amz-bucket-object-lock-enabled") is { } locked && !locked.Equals("false", StringComparison.OrdinalIgnoreCase))
            throw S3Errors.NotImplemented("x-amz-bucket-object-lock-enabled");
        var body = await S3XmlBody.ReadAsync(request.Body, "CreateBucketConfiguration", cancellationToken);
        CheckLocation(body?.Text("LocationConstraint") is { Length: > 0 } location ? location : null);
        try
        {
            await store.Buckets.CreateAsync(request.Bucket);
        }
        catch (StoreException e) when (e.Error == StoreError.BucketAlreadyExists && options.Region == DefaultRegion)
        {
            // In its oldest region S3 answers 200 to the owner who creates a bucket again.
        }
        request.Response.Headers.Location = "/" + request.Bucket;
    }

    private void CheckLocation(string? location)
    {
        if (location is null || location == options.Region) return;
        throw S3Errors.New(400, "IllegalLocationConstraintException",
            $"The {location} location constraint is incompatible for the region specific endpoint this request was sent to.", null);
    }
}
