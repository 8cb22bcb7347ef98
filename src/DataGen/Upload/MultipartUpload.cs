using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.DataGen.Upload;

/// <summary>An upload in parts, which S3 makes an object of at its end (Amazon S3 User Guide, "Uploading and copying objects using multipart upload").</summary>
internal sealed class MultipartUpload
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(30);

    private readonly IAmazonS3 _s3;
    private readonly ObjectLocation _target;
    private readonly string _uploadId;
    private readonly ConcurrentBag<PartETag> _parts = [];

    private MultipartUpload(IAmazonS3 s3, ObjectLocation target, string uploadId) => (_s3, _target, _uploadId) = (s3, target, uploadId);

    public static async Task<MultipartUpload> StartAsync(IAmazonS3 s3, ObjectLocation target, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = target.Bucket, Key = target.Key, ContentType = ContentType };
        var response = await s3.InitiateMultipartUploadAsync(request, cancellationToken);
        return new(s3, target, response.UploadId);
    }

    public async Task SendAsync(Part part, CancellationToken cancellationToken)
    {
        using var content = part.OpenRead();
        var response = await _s3.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = _target.Bucket,
                Key = _target.Key,
                UploadId = _uploadId,
                PartNumber = part.Number,
                PartSize = part.Length,
                InputStream = content,
            },
            cancellationToken);
        _parts.Add(new PartETag(response));
    }

    /// <returns>The object's ETag, without quotes.</returns>
    public async Task<string> CompleteAsync(CancellationToken cancellationToken)
    {
        var response = await _s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = _target.Bucket,
                Key = _target.Key,
                UploadId = _uploadId,
                PartETags = [.. _parts.OrderBy(part => part.PartNumber)],
            },
            cancellationToken);
        return response.ETag.Trim('"');
    }

    /// <summary>Takes back what was sent, also after a cancellation: parts of an upload that is never completed are stored, and paid for, for ever.</summary>
    /// <exception cref="AggregateException">The store did not take the upload back; <paramref name="cause"/> is in it.</exception>
    public async Task AbortAsync(Exception cause)
    {
        using var timeout = new CancellationTokenSource(AbortTimeout);
        try
        {
            var request = new AbortMultipartUploadRequest { BucketName = _target.Bucket, Key = _target.Key, UploadId = _uploadId };
            await _s3.AbortMultipartUploadAsync(request, timeout.Token);
        }
        catch (Exception e)
        {
            throw new AggregateException($"The upload to {_target} failed, and its parts could not be removed. Abort the multipart upload {_uploadId} by hand.", cause, e);
        }
    }
}
