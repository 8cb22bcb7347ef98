using System.Security.Cryptography;
using System.Text;

namespace Floe.S3Tables.Client.Signing;

/// <summary>Checks that a request was signed by someone who knows the secret, lately, for this region.</summary>
/// <remarks>Credentials are found by access key id, null where there are none. The region is the one this endpoint stands for; null accepts any.</remarks>
public sealed class SigV4Verifier(Func<string, AwsCredentials?> findCredentials, string? region, TimeProvider time)
{
    /// <summary>How far the clocks of signer and verifier may be apart, as on AWS.</summary>
    public static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    private readonly SigningKeyCache _keys = new();

    /// <summary>Verifies the claim; <paramref name="payloadHash"/> is what the signature must cover as the payload's hash.</summary>
    /// <exception cref="SignatureException">The signature does not hold; the exception says why.</exception>
    public VerifiedSignature Verify(SignableRequest request, SignatureClaim claim, string payloadHash)
    {
        CheckScope(claim);
        var credentials = findCredentials(claim.AccessKeyId)
            ?? throw new SignatureException(SignatureError.UnknownAccessKey, "The AWS Access Key Id you provided does not exist in our records.")
            { Details = new Dictionary<string, string> { ["AWSAccessKeyId"] = claim.AccessKeyId } };
        if (claim.SessionToken != credentials.SessionToken && credentials.SessionToken is not null)
            throw new SignatureException(SignatureError.InvalidToken, "The provided token is malformed or otherwise invalid.");
        CheckTime(claim);
        CheckSignedHeaders(request, claim);

        var canonical = CanonicalRequest.Build(request, claim.SignedHeaders, payloadHash, SignatureProtocol.PathEncodingOf(claim.Scope.Service));
        var stringToSign = StringToSign.ForRequest(claim.Timestamp, claim.Scope, canonical.Span);
        var key = _keys.Get(credentials.SecretAccessKey, claim.Scope);
        if (!AreEqual(key.Sign(stringToSign), claim.Signature)) throw Mismatch(claim, stringToSign, canonical);
        return new VerifiedSignature(claim, key, payloadHash);
    }

    /// <summary>Takes the same time wherever the texts differ, so that a signature cannot be guessed digit by digit.</summary>
    internal static bool AreEqual(string expected, string actual) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));

    private void CheckScope(SignatureClaim claim)
    {
        if (region is not null && claim.Scope.Region != region)
        {
            throw new SignatureException(claim.IsPresigned ? SignatureError.MalformedQuery : SignatureError.WrongRegion, claim.IsPresigned
                ? $"Error parsing the X-Amz-Credential parameter; the region '{claim.Scope.Region}' is wrong; expecting '{region}'"
                : $"The authorization header is malformed; the region '{claim.Scope.Region}' is wrong; expecting '{region}'")
            { Details = new Dictionary<string, string> { ["Region"] = region } };
        }
        if (!claim.Timestamp.StartsWith(claim.Scope.Date, StringComparison.Ordinal))
        {
            throw new SignatureException(SignatureError.Mismatch,
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{claim.Scope.Date}' != '{claim.Timestamp[..8]}', from '{claim.Timestamp}'.");
        }
    }

    private void CheckTime(SignatureClaim claim)
    {
        var signed = SignatureTimestamp.Parse(claim.Timestamp);
        var now = time.GetUtcNow();
        var tooOld = claim.Expires is { } expires ? now > signed + expires : now > signed + MaxSkew;
        if (!tooOld && signed <= now + MaxSkew) return;
        var details = new Dictionary<string, string> { ["ServerTime"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") };
        if (claim.IsPresigned)
        {
            if (tooOld) details["X-Amz-Expires"] = ((long)claim.Expires!.Value.TotalSeconds).ToString();
            throw new SignatureException(SignatureError.Expired, tooOld ? "Request has expired" : "Request is not yet valid") { Details = details };
        }
        details["RequestTime"] = claim.Timestamp;
        details["MaxAllowedSkewMilliseconds"] = ((long)MaxSkew.TotalMilliseconds).ToString();
        throw new SignatureException(SignatureError.ClockSkew, tooOld
            ? $"Signature expired: {claim.Timestamp} is now earlier than {SignatureTimestamp.Format(now - MaxSkew)} ({SignatureTimestamp.Format(now)} - 15 min.)"
            : $"Signature not yet current: {claim.Timestamp} is still later than {SignatureTimestamp.Format(now + MaxSkew)} ({SignatureTimestamp.Format(now)} + 15 min.)")
        { Details = details };
    }

    private static void CheckSignedHeaders(SignableRequest request, SignatureClaim claim)
    {
        var missing = claim.SignedHeaders.FirstOrDefault(name => request.Header(name) is null && name != "content-length");
        if (claim.SignedHeaders.Contains("host") && missing is null) return;
        throw new SignatureException(SignatureError.Mismatch, missing is null
            ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
            : $"The signature covers the header '{missing}', which the request does not have.");
    }

    private static SignatureException Mismatch(SignatureClaim claim, string stringToSign, ReadOnlyMemory<byte> canonical) => new(SignatureError.Mismatch,
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
    {
        Details = new Dictionary<string, string>
        {
            ["AWSAccessKeyId"] = claim.AccessKeyId,
            ["StringToSign"] = stringToSign,
            ["SignatureProvided"] = claim.Signature,
            ["CanonicalRequest"] = Encoding.UTF8.GetString(canonical.Span),
        },
    };
}
