using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.DataGen.Upload;

/// <summary>What fits into one part goes as one PutObject: one request instead of three.</summary>
internal static class SingleUpload
{
    /// <returns>The object's ETag, without quotes.</returns>
    public static async Task<string> SendAsync(IAmazonS3 s3, ObjectLocation target, Part part, Acknowledged acknowledged, CancellationToken cancellationToken)
    {
        using var content = part.OpenRead();
        var response = await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = target.Bucket,
                Key = target.Key,
                InputStream = content,
                AutoCloseStream = false,
                ContentType = MultipartUpload.ContentType,
            },
            cancellationToken);
        acknowledged.Add(part);
        return response.ETag.Trim('"');
    }
}
