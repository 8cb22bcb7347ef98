using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Floe.S3Tables.Client.Signing;

/// <summary>Signs requests of one region and service.</summary>
public sealed class SigV4Signer(string region, string service, TimeProvider time)
{
    /// <summary>
    /// Headers that are not signed: proxies and tracing change them on the way (W3C trace context, X-Ray, connection management).
    /// </summary>
    private static readonly HashSet<string> Unsigned = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "connection", "expect", "transfer-encoding", "user-agent", "traceparent", "tracestate", "baggage", "correlation-context", "request-id", "x-amzn-trace-id",
    };

    private readonly SigningKeyCache _keys = new();

    public static string Hash(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(SHA256.HashData(payload));

    /// <summary>Adds the Authorization header and what belongs to it. A request may be signed again (a retry): the old signature is replaced.</summary>
    /// <remarks>The payload's hash is <see cref="Hash"/> of the body, or <see cref="SignatureProtocol.UnsignedPayload"/>.</remarks>
    /// <returns>The signature, in hex: the seed of chunk signatures.</returns>
    public string Sign(HttpRequestMessage request, AwsCredentials credentials, string payloadHash)
    {
        var uri = request.RequestUri ?? throw new ArgumentException("A request needs a URI to be signed.", nameof(request));
        var timestamp = SignatureTimestamp.Format(time.GetUtcNow());
        Set(request.Headers, SignatureProtocol.DateHeader, timestamp);
        Set(request.Headers, SignatureProtocol.ContentHashHeader, payloadHash);
        Set(request.Headers, SignatureProtocol.SecurityTokenHeader, credentials.SessionToken);
        request.Headers.Host ??= uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}";

        var headers = SignedHeaders(request);
        var signedNames = headers.Keys.ToArray();
        var signable = new SignableRequest(request.Method.Method, uri.AbsolutePath, uri.Query.TrimStart('?'), name => headers.GetValueOrDefault(name));
        var canonical = CanonicalRequest.Build(signable, signedNames, payloadHash, SignatureProtocol.PathEncodingOf(service));
        var scope = new CredentialScope(timestamp[..8], region, service);
        var signature = _keys.Get(credentials.SecretAccessKey, scope).Sign(StringToSign.ForRequest(timestamp, scope, canonical.Span));
        request.Headers.Authorization = new AuthenticationHeaderValue(SignatureProtocol.Algorithm,
            $"Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={string.Join(';', signedNames)}, Signature={signature}");
        return signature;
    }

    /// <summary>A URL anyone may use until <paramref name="expires"/> has passed (at most 7 days).</summary>
    public Uri Presign(HttpMethod method, Uri uri, AwsCredentials credentials, TimeSpan expires)
    {
        var timestamp = SignatureTimestamp.Format(time.GetUtcNow());
        var scope = new CredentialScope(timestamp[..8], region, service);
        var query = $"X-Amz-Algorithm={SignatureProtocol.Algorithm}&X-Amz-Credential={UriEncoding.Encode($"{credentials.AccessKeyId}/{scope}")}"
            + $"&X-Amz-Date={timestamp}&X-Amz-Expires={(long)expires.TotalSeconds}&X-Amz-SignedHeaders=host";
        if (credentials.SessionToken is { } token) query += $"&X-Amz-Security-Token={UriEncoding.Encode(token)}";
        if (uri.Query.Length > 1) query = $"{uri.Query[1..]}&{query}";
        var host = uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}";
        var signable = new SignableRequest(method.Method, uri.AbsolutePath, query, name => name == "host" ? host : null);
        var canonical = CanonicalRequest.Build(signable, ["host"], SignatureProtocol.UnsignedPayload, SignatureProtocol.PathEncodingOf(service));
        var signature = _keys.Get(credentials.SecretAccessKey, scope).Sign(StringToSign.ForRequest(timestamp, scope, canonical.Span));
        return new UriBuilder(uri) { Query = $"{query}&{CanonicalQuery.SignatureParameter}={signature}" }.Uri;
    }

    private static SortedDictionary<string, string> SignedHeaders(HttpRequestMessage request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var all = request.Content is null ? request.Headers : request.Headers.Concat(request.Content.Headers);
        foreach (var (name, values) in all)
        {
            // Content-Length is known only when it is sent.
            if (!Unsigned.Contains(name) && !name.Equals("content-length", StringComparison.OrdinalIgnoreCase)) headers[name.ToLowerInvariant()] = string.Join(',', values);
        }
        headers["host"] = request.Headers.Host!;
        return headers;
    }

    private static void Set(HttpRequestHeaders headers, string name, string? value)
    {
        headers.Remove(name);
        if (value is not null) headers.TryAddWithoutValidation(name, value);
    }
}
