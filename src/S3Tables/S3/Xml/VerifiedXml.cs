using System.Security.Cryptography;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.S3.Http;

namespace Floe.S3Tables.S3.Xml;

/// <summary>An XML body that comes with a digest of itself, as DeleteObjects does.</summary>
internal static class VerifiedXml
{
    public static async Task<Stream> ReadAsync(S3Request request, CancellationToken cancellationToken)
    {
        var digests = UploadDigests.Read(request);
        var body = await S3XmlBody.BufferAsync(request.Body, cancellationToken);
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        digests.Verify(MD5.HashData(bytes), digests.Algorithm is { } algorithm ? Hash(algorithm, bytes) : null, request.Body);
        return body;
    }

    private static Checksum Hash(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        using var hash = ChecksumHash.Create(algorithm);
        hash.Append(bytes);
        return new Checksum(algorithm, hash.FinishBase64());
    }
}
