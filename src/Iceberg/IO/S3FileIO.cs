using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.Iceberg.IO;

/// <summary>Files in S3. What is opened is kept in a local cache; objects are written only where there is none (<c>If-None-Match: *</c>).</summary>
public sealed class S3FileIO : IFileIO, IDisposable
{
    private readonly IAmazonS3 _s3;
    private readonly S3Upload _upload;
    private readonly S3FileCache _cache;
    private readonly string _stagingFolder;

    /// <param name="cacheFolder">For downloads and for files on their way up. Made if it does not exist; nothing else should use it.</param>
    /// <param name="maxCacheBytes">The cache drops what was not used for the longest time beyond this. Files in use are never dropped.</param>
    public S3FileIO(IAmazonS3 s3, string cacheFolder, long maxCacheBytes = 10L * 1024 * 1024 * 1024)
    {
        _s3 = s3;
        _upload = new S3Upload(s3);
        _cache = new S3FileCache(s3, Path.Combine(cacheFolder, "objects"), maxCacheBytes);
        _stagingFolder = Path.Combine(cacheFolder, "staged");
        Directory.CreateDirectory(_stagingFolder);
    }

    public async Task<byte[]> ReadAsync(string location, CancellationToken cancellationToken)
    {
        var place = S3Location.Parse(location);
        try
        {
            using var response = await _s3.GetObjectAsync(place.Bucket, place.Key, cancellationToken).ConfigureAwait(false);
            using var content = new MemoryStream(response.ContentLength is > 0 and < int.MaxValue and var length ? (int)length : 0);
            await response.ResponseStream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            return content.ToArray();
        }
        catch (AmazonS3Exception e)
        {
            throw S3Errors.ToException(e, location);
        }
    }

    public async Task WriteAsync(string location, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await _upload.PutAsync(S3Location.Parse(location), stream, cancellationToken).ConfigureAwait(false);
    }

    public Task<ILocalFile> OpenAsync(string location, CancellationToken cancellationToken) => _cache.OpenAsync(S3Location.Parse(location), cancellationToken);

    public IStagedFile Stage(string location) =>
        new StagedFile(location, Path.Combine(_stagingFolder, $"{Guid.NewGuid():N}{Path.GetExtension(location)}"), _upload);

    public async IAsyncEnumerable<FileEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = S3Location.Parse(prefix);
        var request = new ListObjectsV2Request { BucketName = place.Bucket, Prefix = place.Key };
        do
        {
            ListObjectsV2Response page;
            try
            {
                page = await _s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.MethodNotAllowed)
            {
                throw new NotSupportedException($"The objects below {prefix} cannot be listed: table buckets do not list.", e);
            }
            catch (AmazonS3Exception e)
            {
                throw S3Errors.ToException(e, prefix);
            }
            foreach (var entry in page.S3Objects ?? [])
                yield return new FileEntry(new S3Location(place.Bucket, entry.Key).ToString(), entry.Size ?? 0, new DateTimeOffset((entry.LastModified ?? DateTime.UnixEpoch).ToUniversalTime()));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));
    }

    public async Task DeleteAsync(string location, CancellationToken cancellationToken)
    {
        var place = S3Location.Parse(location);
        try
        {
            await _s3.DeleteObjectAsync(place.Bucket, place.Key, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.MethodNotAllowed)
        {
            throw new NotSupportedException($"{location} cannot be deleted: table buckets remove files by their own maintenance.", e);
        }
        catch (AmazonS3Exception e)
        {
            throw S3Errors.ToException(e, location);
        }
    }

    public void Dispose() => _cache.Dispose();

    private sealed class StagedFile(string location, string path, S3Upload upload) : IStagedFile
    {
        public string Location => location;

        public string Path => path;

        public Task PublishAsync(CancellationToken cancellationToken) => upload.PutFileAsync(S3Location.Parse(location), path, cancellationToken);

        public ValueTask DisposeAsync()
        {
            File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
