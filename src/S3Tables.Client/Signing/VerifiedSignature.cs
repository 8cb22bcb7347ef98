namespace Floe.S3Tables.Client.Signing;

/// <summary>A signature that holds. The key and signature are where the chain of a streamed body's chunk signatures starts.</summary>
/// <remarks><see cref="PayloadHash"/> is as signed: a SHA-256 in hex, or one of the words of <see cref="SignatureProtocol"/>.</remarks>
public sealed record VerifiedSignature(SignatureClaim Claim, SigningKey Key, string PayloadHash);
