namespace Floe.S3Tables.S3.Http;

/// <summary>Table buckets refuse headers and values they do not know by a code of their own.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-considerations.html</remarks>
internal static class WarehouseHeaders
{
    public static void Check(S3Request request)
    {
        // The AWS SDK for .NET sends this one with multipart uploads, unless told not to.
        Allow(request, "x-amz-api-version", allowed: null);
        Allow(request, "x-amz-storage-class", allowed: "STANDARD");
        Allow(request, "x-amz-acl", allowed: "bucket-owner-full-control");
    }

    private static void Allow(S3Request request, string name, string? allowed)
    {
        if (request.Header(name) is { } value && value != allowed)
            throw S3Errors.New(400, "S3TablesUnsupportedHeader", $"S3 Tables does not support the following header: {name} value: {value}", null);
    }
}
