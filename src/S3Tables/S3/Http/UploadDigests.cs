using Floe.S3Tables.Client.Signing.Payload;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;

namespace Floe.S3Tables.S3.Http;

/// <summary>What the sender says its bytes hash to: Content-MD5, and a checksum in a header or behind the body.</summary>
internal sealed record UploadDigests(byte[]? Md5, ChecksumAlgorithm? Algorithm, string? Expected, bool IsInTrailer)
{
    public static UploadDigests Read(S3Request request)
    {
        var md5 = request.Header("Content-MD5") is { } text ? ParseMd5(text) : null;
        var inHeaders = ChecksumNames.All.Where(algorithm => request.Header(algorithm.Header()) is not null).ToList();
        if (inHeaders.Count > 1) throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        if (inHeaders.Count == 1)
        {
            var value = request.Header(inHeaders[0].Header())!;
            CheckForm(inHeaders[0], value);
            return new UploadDigests(md5, inHeaders[0], value, IsInTrailer: false);
        }
        if (request.Header("x-amz-trailer") is { } trailer && ChecksumNames.ParseHeader(trailer.Trim()) is { } announced)
            return new UploadDigests(md5, announced, null, IsInTrailer: true);
        return new UploadDigests(md5, ReadAlgorithm(request, "x-amz-sdk-checksum-algorithm"), null, IsInTrailer: false);
    }

    public static ChecksumAlgorithm? ReadAlgorithm(S3Request request, string header)
    {
        if (request.Header(header) is not { } name) return null;
        return ChecksumNames.Parse(name) ?? throw S3Errors.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }

    /// <summary>Compares with what has been received; the body has been read to its end.</summary>
    public void Verify(ReadOnlySpan<byte> md5, Checksum? checksum, Stream body)
    {
        if (Md5 is not null && !md5.SequenceEqual(Md5))
            throw S3Errors.New(400, "BadDigest", "The Content-MD5 you specified did not match what we received.", null,
                ("ExpectedDigest", Convert.ToBase64String(Md5)), ("CalculatedDigest", Convert.ToBase64String(md5)));
        if (Algorithm is not { } algorithm || checksum is not { } actual) return;
        var expected = IsInTrailer ? InTrailer(algorithm, body) : Expected;
        if (expected is not null && expected != actual.Value) throw new StoreException(StoreError.BadDigest, algorithm.Name());
    }

    private static string InTrailer(ChecksumAlgorithm algorithm, Stream body)
    {
        var value = (body as IHasTrailers)?.Trailers.GetValueOrDefault(algorithm.Header())
            ?? throw S3Errors.New(400, "MalformedTrailerError", $"The request announces the trailer {algorithm.Header()} but does not send it.", null);
        CheckForm(algorithm, value);
        return value;
    }

    private static byte[] ParseMd5(string text)
    {
        var md5 = new byte[16];
        return Convert.TryFromBase64String(text, md5, out var length) && length == 16
            ? md5
            : throw S3Errors.New(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", null, ("Content-MD5", text));
    }

    private static void CheckForm(ChecksumAlgorithm algorithm, string value)
    {
        var length = algorithm switch { ChecksumAlgorithm.Crc64Nvme => 8, ChecksumAlgorithm.Sha1 => 20, ChecksumAlgorithm.Sha256 => 32, _ => 4 };
        if (!Convert.TryFromBase64String(value, new byte[64], out var actual) || actual != length)
            throw S3Errors.InvalidRequest($"Value for {algorithm.Header()} header is invalid.");
    }
}
