using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.DataGen.Upload;

public static class Buckets
{
    /// <summary>Creates the bucket in the client's region where it is missing. Asks first: who may write into a bucket often may not create one.</summary>
    /// <exception cref="AmazonS3Exception">The bucket is someone else's, or its name is against S3's rules.</exception>
    public static async Task EnsureAsync(IAmazonS3 s3, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            await s3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            await CreateAsync(s3, bucket, cancellationToken);
        }
    }

    private static async Task CreateAsync(IAmazonS3 s3, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = bucket, UseClientRegion = true }, cancellationToken);
        }
        catch (BucketAlreadyOwnedByYouException)
        {
            // Created by another request between our question and now: there it is.
        }
    }
}
