using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.JobService.Logs.Archive;

/// <summary>Ends uploads in parts that nobody goes on with.</summary>
internal sealed class MultipartLeftovers(IAmazonS3 s3)
{
    /// <summary>Those whose keys begin so.</summary>
    public async Task AbortAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = bucket, Prefix = prefix };
        ListMultipartUploadsResponse page;
        do
        {
            page = await s3.ListMultipartUploadsAsync(request, cancellationToken);
            foreach (var upload in page.MultipartUploads ?? []) await AbortAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = upload.Key, UploadId = upload.UploadId }, cancellationToken);
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);
    }

    private async Task AbortAsync(AbortMultipartUploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await s3.AbortMultipartUploadAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchUpload")
        {
            // It ended after it was listed, which is what was wanted.
            return;
        }
    }
}
