using System.Security.Cryptography;

namespace Floe.S3Tables.Client.Signing;

/// <summary>The texts that are signed: for the request, for each chunk of a streamed body, and for its trailers.</summary>
internal static class StringToSign
{
    public static string ForRequest(string timestamp, CredentialScope scope, ReadOnlySpan<byte> canonicalRequest) =>
        $"{SignatureProtocol.Algorithm}\n{timestamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(canonicalRequest))}";

    public static string ForChunk(string timestamp, CredentialScope scope, string previousSignature, string chunkHash) =>
        $"{SignatureProtocol.ChunkAlgorithm}\n{timestamp}\n{scope}\n{previousSignature}\n{SignatureProtocol.EmptyHash}\n{chunkHash}";

    public static string ForTrailer(string timestamp, CredentialScope scope, string previousSignature, string trailerHash) =>
        $"{SignatureProtocol.TrailerAlgorithm}\n{timestamp}\n{scope}\n{previousSignature}\n{trailerHash}";
}
