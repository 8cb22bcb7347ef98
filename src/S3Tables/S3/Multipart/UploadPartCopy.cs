using System.Buffers;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.S3.Http;
using Floe.S3Tables.S3.Objects;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Multipart;

internal sealed class UploadPartCopy(S3Store store, TimeProvider clock) : IS3Operation
{
    private const int BufferSize = 256 * 1024;

    public async Task ExecuteAsync(S3Request request, CancellationToken cancellationToken)
    {
        var number = PartNumbers.Read(request);
        var (bucket, key, version) = CopySource.Parse(request);
        var upload = store.Uploads.Require(request.Bucket, request.Key, request.Query["uploadId"]!);
        var (source, content) = store.Objects.Open(bucket, key, version);
        using (content)
        {
            ReadConditions.CheckCopySource(request, source, clock.GetUtcNow());
            VersionHeaders.WriteSource(request.Response, source.VersionId);
            var range = ReadRange(request.Header("x-amz-copy-source-range"), source.Size);
            using var incoming = store.ReceivePart(null, upload.Attributes.ChecksumAlgorithm);
            Copy(content, range, incoming, cancellationToken);
            incoming.Complete();
            var part = await store.Uploads.PutPartAsync(request.Bucket, request.Key, upload.Id, number, incoming);

            EncryptionHeaders.Write(request, upload.Attributes);
            using var xml = new S3XmlDocument("CopyPartResult");
            xml.Add("LastModified", part.Modified).Add("ETag", ETags.Quote(part.ETag));
            if (upload.Attributes.ChecksumAlgorithm is not null && part.Checksum is { } checksum) xml.Add(ObjectStore.Checksums.ChecksumNames.Element(checksum.Algorithm), checksum.Value);
            await xml.SendAsync(request.Response, cancellationToken);
        }
    }

    /// <summary>Unlike Range, this one must have both ends and lie within the source.</summary>
    private static ByteRange ReadRange(string? header, long size)
    {
        if (header is null) return new ByteRange(0, size);
        var parts = header.StartsWith("bytes=", StringComparison.Ordinal) ? header[6..].Split('-') : [];
        if (parts.Length != 2 || !long.TryParse(parts[0], out var first) || !long.TryParse(parts[1], out var last) || first < 0 || last < first)
            throw S3Errors.InvalidArgument("The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range", header);
        if (last >= size) throw S3Errors.InvalidArgument($"Range specified is not valid for source object of size: {size}", "x-amz-copy-source-range", header);
        return new ByteRange(first, last - first + 1);
    }

    private static void Copy(ObjectContent source, ByteRange range, IncomingContent target, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var (position, left) = (range.Start, range.Length);
            while (left > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = source.Read(buffer.AsSpan(0, (int)Math.Min(left, BufferSize)), position);
                if (read == 0) throw new EndOfStreamException("The source object's file is shorter than its row says.");
                target.Write(buffer.AsSpan(0, read));
                position += read;
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
