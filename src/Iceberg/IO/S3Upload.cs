using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.Iceberg.IO;

/// <summary>Puts objects where there is none yet. S3 acknowledges an object only when it is durable.</summary>
internal sealed class S3Upload(IAmazonS3 s3)
{
    /// <summary>Smaller files go up in one request.</summary>
    private const long MultipartBytes = 32 * 1024 * 1024;

    private const long MinPartBytes = 16 * 1024 * 1024;

    /// <summary>S3's limit of parts in an upload.</summary>
    private const int MaxParts = 10_000;

    /// <summary>Parts on their way at once.</summary>
    private const int Parallelism = 4;

    /// <exception cref="FileExistsException">Something is stored at the place already.</exception>
    /// <exception cref="FileRefusedException">S3 did not take it.</exception>
    public async Task PutAsync(S3Location place, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = place.Bucket, Key = place.Key, InputStream = content, IfNoneMatch = "*", AutoCloseStream = false }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception e)
        {
            throw S3Errors.ToException(e, place.ToString());
        }
    }

    /// <exception cref="FileExistsException">Something is stored at the place already.</exception>
    public async Task PutFileAsync(S3Location place, string path, CancellationToken cancellationToken)
    {
        var length = new FileInfo(path).Length;
        if (length > MultipartBytes)
        {
            await PutPartsAsync(place, path, length, cancellationToken).ConfigureAwait(false);
            return;
        }
        var content = File.OpenRead(path);
        await using (content.ConfigureAwait(false)) await PutAsync(place, content, cancellationToken).ConfigureAwait(false);
    }

    private async Task PutPartsAsync(S3Location place, string path, long length, CancellationToken cancellationToken)
    {
        string? uploadId = null;
        try
        {
            uploadId = (await s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = place.Bucket, Key = place.Key }, cancellationToken).ConfigureAwait(false)).UploadId;
            var parts = await SendPartsAsync(place, uploadId, path, length, cancellationToken).ConfigureAwait(false);
            await s3.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest { BucketName = place.Bucket, Key = place.Key, UploadId = uploadId, PartETags = parts, IfNoneMatch = "*" }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (uploadId is not null) await AbortAsync(place, uploadId).ConfigureAwait(false);
            if (e is AmazonS3Exception refusal) throw S3Errors.ToException(refusal, place.ToString());
            throw;
        }
    }

    private async Task<List<PartETag>> SendPartsAsync(S3Location place, string uploadId, string path, long length, CancellationToken cancellationToken)
    {
        var size = Math.Max(MinPartBytes, (length + MaxParts - 1) / MaxParts);
        var parts = new PartETag[(length + size - 1) / size];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, parts.Length, options, async (i, cancellation) =>
        {
            var part = new UploadPartRequest
            {
                BucketName = place.Bucket,
                Key = place.Key,
                UploadId = uploadId,
                PartNumber = i + 1,
                FilePath = path,
                FilePosition = i * size,
                PartSize = Math.Min(size, length - (i * size)),
            };
            parts[i] = new PartETag(await s3.UploadPartAsync(part, cancellation).ConfigureAwait(false));
        }).ConfigureAwait(false);
        return [.. parts];
    }

    /// <summary>Frees the parts. The upload's own error is the one to tell; parts that stay are cleared by the bucket's lifecycle.</summary>
    private async Task AbortAsync(S3Location place, string uploadId)
    {
        try
        {
            await s3.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = place.Bucket, Key = place.Key, UploadId = uploadId }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
        }
    }
}
