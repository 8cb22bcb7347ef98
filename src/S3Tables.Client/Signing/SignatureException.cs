namespace Floe.S3Tables.Client.Signing;

/// <summary>Why a signature is refused. Each service has its own error code and words for it.</summary>
public enum SignatureError
{
    MalformedHeader,
    MalformedQuery,
    UnsupportedAlgorithm,
    WrongRegion,
    WrongService,
    UnknownAccessKey,
    InvalidToken,
    HeadersNotSigned,
    MissingContentHash,
    ClockSkew,
    Expired,
    Mismatch,
}

/// <summary>A request's signature is malformed, out of date or wrong.</summary>
public sealed class SignatureException(SignatureError error, string message) : Exception(message)
{
    public SignatureError Error { get; } = error;

    /// <summary>Facts AWS tells with the error (StringToSign, CanonicalRequest, Region ...), for the caller to find its mistake. Never holds a secret.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
