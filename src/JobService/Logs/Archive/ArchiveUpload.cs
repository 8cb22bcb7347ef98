using System.Net.Mime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Floe.JobService.Logs.Archive;

/// <summary>Puts one log into the archive as one object. However long it is, memory holds one part of it. The same log again makes the same object.</summary>
internal sealed class ArchiveUpload(IAmazonS3 s3, ArchiveFolder folder, string key)
{
    /// <summary>Longer logs go up in parts of this size; S3 takes 5 MiB or more.</summary>
    public const int PartBytes = 8 * 1024 * 1024;

    /// <summary>S3's limit of parts in an upload.</summary>
    private const int MaxParts = 10_000;

    /// <summary>What browsers show as it is.</summary>
    private const string ContentType = $"{MediaTypeNames.Text.Plain}; charset=utf-8";

    /// <returns>The bytes stored, durable now.</returns>
    public async Task<long> PutAsync(ILogSource log, CancellationToken cancellationToken)
    {
        var length = await log.LengthAsync(cancellationToken);
        if (length > PartBytes) await PutPartsAsync(log, length, cancellationToken);
        else await PutWholeAsync(log, length, cancellationToken);
        return length;
    }

    private async Task PutWholeAsync(ILogSource log, long length, CancellationToken cancellationToken)
    {
        var content = new byte[length];
        await FillAsync(log, content, 0, cancellationToken);
        using var stream = new MemoryStream(content, writable: false);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = folder.Bucket, Key = key, InputStream = stream, ContentType = ContentType }, cancellationToken);
    }

    private async Task PutPartsAsync(ILogSource log, long length, CancellationToken cancellationToken)
    {
        // Parts of an upload that broke off would be paid for and never seen. Those of this one are cleared by the next, or with the job.
        await new MultipartLeftovers(s3).AbortAsync(folder.Bucket, key, cancellationToken);
        var upload = await s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = folder.Bucket, Key = key, ContentType = ContentType }, cancellationToken);
        var parts = await SendPartsAsync(upload.UploadId, log, length, cancellationToken);
        await s3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = folder.Bucket, Key = key, UploadId = upload.UploadId, PartETags = parts }, cancellationToken);
    }

    private async Task<List<PartETag>> SendPartsAsync(string uploadId, ILogSource log, long length, CancellationToken cancellationToken)
    {
        var size = Math.Max(PartBytes, (length + MaxParts - 1) / MaxParts);
        var buffer = new byte[size];
        var parts = new List<PartETag>();
        for (long offset = 0; offset < length; offset += size)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(size, length - offset));
            await FillAsync(log, part, offset, cancellationToken);
            using var stream = new MemoryStream(buffer, 0, part.Length, writable: false);
            var sent = await s3.UploadPartAsync(
                new UploadPartRequest { BucketName = folder.Bucket, Key = key, UploadId = uploadId, PartNumber = parts.Count + 1, InputStream = stream, PartSize = part.Length }, cancellationToken);
            parts.Add(new PartETag(sent));
        }
        return parts;
    }

    private static async Task FillAsync(ILogSource log, Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            var count = await log.ReadAsync(buffer, offset, cancellationToken);
            if (count == 0) throw new IOException("The log became shorter while it was archived.");
            offset += count;
            buffer = buffer[count..];
        }
    }
}
