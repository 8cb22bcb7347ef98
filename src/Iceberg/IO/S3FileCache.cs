using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.Iceberg.IO;

/// <summary>
/// Local copies of objects. Objects of table warehouses never change and are known by their location; others by location and ETag, so that each
/// opening asks S3 for the present one. A download is visible under its name only when it is whole.
/// </summary>
internal sealed class S3FileCache : IDisposable
{
    private readonly IAmazonS3 _s3;
    private readonly string _folder;
    private readonly CacheUsage _usage;

    /// <summary>Callers who want the same file wait for one download. Two files may share a gate, which costs a wait and keeps the number bounded.</summary>
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    public S3FileCache(IAmazonS3 s3, string folder, long maxBytes)
    {
        _s3 = s3;
        _folder = folder;
        Directory.CreateDirectory(folder);
        // What a process left that was killed in the middle of a download.
        foreach (var partial in Directory.EnumerateFiles(folder, "*.part")) File.Delete(partial);
        _usage = new CacheUsage(folder, maxBytes);
    }

    /// <exception cref="FileMissingException">There is no such object.</exception>
    public async Task<ILocalFile> OpenAsync(S3Location place, CancellationToken cancellationToken)
    {
        try
        {
            var etag = place.IsTableWarehouse ? null : (await _s3.GetObjectMetadataAsync(place.Bucket, place.Key, cancellationToken).ConfigureAwait(false)).ETag;
            var path = Path.Combine(_folder, CacheName.Of(place, etag));
            if (_usage.TryLend(path) is { } lent) return lent;

            var gate = _gates[(uint)StringComparer.Ordinal.GetHashCode(path) % _gates.Length];
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return _usage.TryLend(path) ?? await DownloadAsync(place, etag, path, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            throw new FileRefusedException(place.ToString(), $"{place} was replaced while it was being read; try again.", e);
        }
        catch (AmazonS3Exception e)
        {
            throw S3Errors.ToException(e, place.ToString());
        }
    }

    public void Dispose()
    {
        foreach (var gate in _gates) gate.Dispose();
    }

    private async Task<ILocalFile> DownloadAsync(S3Location place, string? etag, string path, CancellationToken cancellationToken)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            var request = new GetObjectRequest { BucketName = place.Bucket, Key = place.Key, EtagToMatch = etag };
            using var response = await _s3.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            var file = File.Create(partial);
            await using (file.ConfigureAwait(false))
            {
                await response.ResponseStream.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
                // The cache outlives the process: after a power cut a name must not stand for half a file.
                file.Flush(flushToDisk: true);
                if (response.ContentLength > 0 && file.Length != response.ContentLength) throw new IOException($"{place}: {file.Length} bytes came of {response.ContentLength}.");
            }
            return _usage.AddAndLend(partial, path);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
