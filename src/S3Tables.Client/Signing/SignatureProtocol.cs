namespace Floe.S3Tables.Client.Signing;

/// <summary>The fixed names of Signature Version 4.</summary>
public static class SignatureProtocol
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string ChunkAlgorithm = "AWS4-HMAC-SHA256-PAYLOAD";
    public const string TrailerAlgorithm = "AWS4-HMAC-SHA256-TRAILER";

    public const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    public const string ContentHashHeader = "x-amz-content-sha256";
    public const string DateHeader = "x-amz-date";
    public const string SecurityTokenHeader = "x-amz-security-token";
    public const string DecodedLengthHeader = "x-amz-decoded-content-length";
    public const string TrailerSignatureHeader = "x-amz-trailer-signature";

    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    public const string StreamingSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    public const string StreamingSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    public const string StreamingUnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /// <summary>SHA-256 of nothing.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>S3 signs the path as it is sent; every other service encodes it once more.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, "Create a canonical request"</remarks>
    public static PathEncoding PathEncodingOf(string service) => service == "s3" ? PathEncoding.Once : PathEncoding.Twice;
}

public enum PathEncoding
{
    Once,
    Twice,
}
