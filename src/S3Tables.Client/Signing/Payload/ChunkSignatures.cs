using System.Security.Cryptography;
using System.Text;

namespace Floe.S3Tables.Client.Signing.Payload;

/// <summary>
/// The chain of signatures of a signed streamed body: each chunk's signature covers the one before it, the first one the request's own.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html</remarks>
public sealed class ChunkSignatures(SigningKey key, string timestamp, string seedSignature)
{
    private string _previous = seedSignature;

    public string SignChunk(ReadOnlySpan<byte> data) => NextChunk(SigV4Signer.Hash(data));

    public string SignTrailers(string trailerLines) => _previous = key.Sign(
        StringToSign.ForTrailer(timestamp, key.Scope, _previous, SigV4Signer.Hash(Encoding.UTF8.GetBytes(trailerLines))));

    internal void VerifyChunk(IncrementalHash dataHash, string signature) => Verify(NextChunk(Convert.ToHexStringLower(dataHash.GetHashAndReset())), signature);

    internal void VerifyTrailers(string trailerLines, string signature) => Verify(SignTrailers(trailerLines), signature);

    private static void Verify(string expected, string actual)
    {
        if (!SigV4Verifier.AreEqual(expected, actual))
            throw new PayloadException(PayloadError.SignatureMismatch,
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    }

    private string NextChunk(string dataHash) => _previous = key.Sign(StringToSign.ForChunk(timestamp, key.Scope, _previous, dataHash));
}
