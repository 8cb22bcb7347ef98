using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.JobService.Logs.Archive;

/// <summary>The requests to the object store. Each throws <see cref="ArchiveException"/> where it does not do them.</summary>
internal sealed class ArchiveBucket(IAmazonS3 s3)
{
    /// <summary>A reader waits no longer for a piece: it has people behind it.</summary>
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(20);

    /// <returns>The bytes stored, durable now.</returns>
    public Task<long> PutAsync(ArchiveFolder attempt, string role, ILogSource log, CancellationToken cancellationToken)
    {
        var key = ArchiveNames.KeyOf(attempt, role);
        return DoAsync($"{ArchiveFolder.Scheme}{attempt.Bucket}/{key}", () => new ArchiveUpload(s3, attempt, key).PutAsync(log, cancellationToken), cancellationToken);
    }

    /// <summary>Fills the buffer from the offset on; the object has at least so much.</summary>
    public Task ReadAsync(ArchiveFolder attempt, string role, Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        var key = ArchiveNames.KeyOf(attempt, role);
        return DoAsync($"{ArchiveFolder.Scheme}{attempt.Bucket}/{key}", async () =>
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(ReadPatience);
            using var response = await s3.GetObjectAsync(
                new GetObjectRequest { BucketName = attempt.Bucket, Key = key, ByteRange = new ByteRange(offset, offset + buffer.Length - 1) }, patience.Token);
            try
            {
                await response.ResponseStream.ReadExactlyAsync(buffer, patience.Token);
            }
            catch (IOException e)
            {
                throw new HttpRequestException("The answer broke off.", e);
            }
            return buffer.Length;
        }, cancellationToken);
    }

    /// <summary>Deletes everything in the folder, also uploads that were broken off. A folder or bucket that is not there is no error.</summary>
    public Task DeleteAsync(ArchiveFolder folder, CancellationToken cancellationToken) => DoAsync(folder.ToString(), async () =>
    {
        try
        {
            await DeleteObjectsAsync(folder, cancellationToken);
            await new MultipartLeftovers(s3).AbortAsync(folder.Bucket, folder.Prefix, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == ArchiveErrors.NoBucket)
        {
            return false;
        }
    }, cancellationToken);

    private async Task DeleteObjectsAsync(ArchiveFolder folder, CancellationToken cancellationToken)
    {
        ListObjectsV2Response page;
        do
        {
            // From the start again each time: what was listed is gone.
            page = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = folder.Prefix }, cancellationToken);
            if (page.S3Objects is not { Count: > 0 } found) break;
            var keys = found.ConvertAll(item => new KeyVersion { Key = item.Key });
            await s3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = folder.Bucket, Objects = keys, Quiet = true }, cancellationToken);
        }
        while (page.IsTruncated == true);
    }

    private static async Task<T> DoAsync<T>(string place, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (ArchiveErrors.IsOfArchive(e))
        {
            throw ArchiveErrors.Of(e, place);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ArchiveErrors.Of(new TimeoutException(null, e), place);
        }
    }
}
