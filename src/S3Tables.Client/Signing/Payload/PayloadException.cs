namespace Floe.S3Tables.Client.Signing.Payload;

/// <summary>What is wrong with a body. S3 has an error code of its own for each.</summary>
public enum PayloadError
{
    /// <summary>The body ends too early, is longer than announced, or its framing cannot be read.</summary>
    Incomplete,

    /// <summary>A chunk's or the trailers' signature is wrong.</summary>
    SignatureMismatch,

    /// <summary>The body's SHA-256 is not the one that was signed.</summary>
    HashMismatch,

    MalformedTrailer,
}

/// <summary>A body is not what its headers or signature say. Thrown while it is read, so nothing read before may be kept.</summary>
public sealed class PayloadException(PayloadError error, string message) : IOException(message)
{
    public PayloadError Error { get; } = error;
}
