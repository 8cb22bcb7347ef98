using Floe.S3Tables.Authorization.Identities;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Client.Signing.Payload;
using Floe.S3Tables.S3;

namespace Floe.S3Tables.Http.Authentication;

/// <summary>Turns a request into one whose sender is known and whose body is the payload proper.</summary>
public sealed class RequestAuthenticator
{
    private readonly AuthenticationOptions _options;
    private readonly IdentityDirectory _identities;
    private readonly S3Addresses _addresses;
    private readonly SigV4Verifier _verifier;

    /// <summary>Signatures are checked against the machine's clock, even where the service's own clock has been moved: clients sign with theirs.</summary>
    public RequestAuthenticator(AuthenticationOptions options, IdentityDirectory identities, S3Addresses addresses)
    {
        _addresses = addresses;
        _options = options;
        _identities = identities;
        _verifier = new SigV4Verifier(id => identities.FindByAccessKey(id)?.Credentials, options.Region, TimeProvider.System);
    }

    /// <summary>Where it is off, what requests say of their signatures does not matter.</summary>
    public bool IsRequired => _options.IsRequired;

    /// <summary>Verifies the claim, and wraps or reads the body so that it is verified too.</summary>
    public async Task<(Caller Caller, Stream Body)> AuthenticateAsync(string service, SignableRequest signable, SignatureClaim? claim, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!_options.IsRequired) return (_identities.Own.Caller, PayloadBody.WithoutVerifying(request));
        var isV2 = claim is null && service == Services.S3 && PresignedQueryV2.IsPresent(signable);
        if (claim is null && !isV2) throw SignatureErrors.Missing(service);
        try
        {
            if (isV2) return (VerifyV2(signable, request), PayloadBody.WithoutVerifying(request));
            var body = service == Services.S3
                ? PayloadBody.Verifying(request, VerifyS3(signable, claim!, request))
                : await VerifyBufferedAsync(signable, claim!, request, cancellationToken);
            return (_identities.FindByAccessKey(claim!.AccessKeyId)!.Caller, body);
        }
        catch (SignatureException e)
        {
            throw SignatureErrors.For(service, e);
        }
        catch (PayloadException e)
        {
            throw PayloadErrors.For(service, e);
        }
    }

    private Caller VerifyV2(SignableRequest signable, HttpRequest request)
    {
        // Whose key the signature was checked with is whose request it is: the query may name several.
        Identity? signer = null;
        PresignedQueryV2.Verify(WithBucket(signable, request.Host.Host), AmzHeaders(request), id => (signer = _identities.FindByAccessKey(id))?.Credentials, TimeProvider.System);
        return signer!.Caller;
    }

    /// <summary>Version 2 signs the bucket as the first part of the path, also where the host names it.</summary>
    private SignableRequest WithBucket(SignableRequest signable, string host) =>
        _addresses.BucketOf(host) is { } bucket ? signable with { RawPath = $"/{bucket}{signable.RawPath}" } : signable;

    private static IEnumerable<string> AmzHeaders(HttpRequest request) =>
        request.Headers.Keys.Where(name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)).Select(name => name.ToLowerInvariant());

    private VerifiedSignature VerifyS3(SignableRequest signable, SignatureClaim claim, HttpRequest request)
    {
        var unsigned = request.Headers.Keys.FirstOrDefault(name => MustBeSigned(name, claim) && !claim.SignedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (unsigned is not null)
        {
            throw new SignatureException(SignatureError.HeadersNotSigned, "There were headers present in the request which were not signed")
            { Details = new Dictionary<string, string> { ["HeadersNotSigned"] = unsigned.ToLowerInvariant() } };
        }
        var payloadHash = signable.Header(SignatureProtocol.ContentHashHeader)
            ?? (claim.IsPresigned ? SignatureProtocol.UnsignedPayload : throw new SignatureException(SignatureError.MissingContentHash,
                "Missing required header for this request: x-amz-content-sha256"));
        return _verifier.Verify(signable, claim, payloadHash);
    }

    private static bool MustBeSigned(string name, SignatureClaim claim) => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
        && !(claim.IsPresigned && name.Equals(SignatureProtocol.ContentHashHeader, StringComparison.OrdinalIgnoreCase));

    /// <summary>Other services than S3 sign the body itself, so it must be there before the signature can be checked.</summary>
    private async Task<Stream> VerifyBufferedAsync(SignableRequest signable, SignatureClaim claim, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BufferedBody.ReadAsync(request, cancellationToken);
        var hash = SigV4Signer.Hash(body.GetBuffer().AsSpan(0, (int)body.Length));
        var stated = signable.Header(SignatureProtocol.ContentHashHeader);
        // Iceberg's Java client hashes with Base64 instead of hex; the signature then covers that header, and the signed hash is still the hex one.
        if (stated is { Length: 64 } && stated != hash)
            throw new SignatureException(SignatureError.Mismatch, "The value of x-amz-content-sha256 is not the SHA-256 of the body.");
        _verifier.Verify(signable, claim, stated == SignatureProtocol.UnsignedPayload ? stated : hash);
        return body;
    }
}
