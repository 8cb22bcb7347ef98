using System.Globalization;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Client.Signing.Payload;

namespace Floe.S3Tables.Http.Authentication;

/// <summary>Strips an S3 body of its aws-chunked framing and verifies it on the way, by what <c>x-amz-content-sha256</c> announces.</summary>
internal static class PayloadBody
{
    public static Stream Verifying(HttpRequest request, VerifiedSignature signature) => signature.PayloadHash switch
    {
        SignatureProtocol.UnsignedPayload => request.Body,
        SignatureProtocol.StreamingUnsignedTrailer => Chunked(request, null, hasTrailers: true),
        SignatureProtocol.StreamingSigned => Chunked(request, Chain(signature), hasTrailers: false),
        SignatureProtocol.StreamingSignedTrailer => Chunked(request, Chain(signature), hasTrailers: true),
        { Length: 64 } hash when hash.All(char.IsAsciiHexDigit) => new HashVerifyingStream(request.Body, hash.ToLowerInvariant()),
        _ => throw InvalidHash(),
    };

    /// <summary>The framing is there whether or not anyone checks signatures.</summary>
    public static Stream WithoutVerifying(HttpRequest request) => request.Headers[SignatureProtocol.ContentHashHeader].ToString() switch
    {
        SignatureProtocol.StreamingUnsignedTrailer or SignatureProtocol.StreamingSignedTrailer => Chunked(request, null, hasTrailers: true),
        SignatureProtocol.StreamingSigned => Chunked(request, null, hasTrailers: false),
        _ => request.Body,
    };

    private static ChunkSignatures Chain(VerifiedSignature signature) => new(signature.Key, signature.Claim.Timestamp, signature.Claim.Signature);

    private static AwsChunkedStream Chunked(HttpRequest request, ChunkSignatures? signatures, bool hasTrailers)
    {
        var announced = request.Headers[SignatureProtocol.DecodedLengthHeader].ToString();
        if (!long.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            throw new ServiceException(411, "MissingContentLength", "You must provide the x-amz-decoded-content-length HTTP header.");
        return new AwsChunkedStream(request.Body, length, signatures, hasTrailers);
    }

    private static ServiceException InvalidHash() => new(400, "InvalidArgument",
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, "
        + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.")
    { Details = new Dictionary<string, string> { ["ArgumentName"] = SignatureProtocol.ContentHashHeader } };
}
