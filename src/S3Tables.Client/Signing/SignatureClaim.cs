namespace Floe.S3Tables.Client.Signing;

/// <summary>What a request says about its own signature; nothing of it is checked yet.</summary>
/// <remarks>
/// <see cref="Timestamp"/> is as signed, <c>yyyyMMddTHHmmssZ</c>; <see cref="SignedHeaders"/> are lower-case, in the order of the signature;
/// <see cref="Expires"/> is how long a presigned URL lives, null for a signature in the header.
/// </remarks>
public sealed record SignatureClaim(
    string AccessKeyId,
    CredentialScope Scope,
    string Timestamp,
    IReadOnlyList<string> SignedHeaders,
    string Signature,
    string? SessionToken,
    TimeSpan? Expires)
{
    public bool IsPresigned => Expires is not null;

    /// <summary>Finds the signature in the Authorization header or the query; null where the request carries neither.</summary>
    /// <exception cref="SignatureException">There is a signature, but it is malformed.</exception>
    public static SignatureClaim? Read(SignableRequest request)
    {
        if (request.Header("authorization") is { Length: > 0 } authorization) return AuthorizationHeader.Parse(authorization, request);
        return request.RawQuery.Contains("X-Amz-", StringComparison.Ordinal) ? PresignedQuery.Parse(request) : null;
    }
}
