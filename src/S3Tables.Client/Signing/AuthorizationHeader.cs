namespace Floe.S3Tables.Client.Signing;

/// <summary>Reads <c>AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>.</summary>
internal static class AuthorizationHeader
{
    public static SignatureClaim Parse(string header, SignableRequest request)
    {
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || header[..space] != SignatureProtocol.Algorithm)
        {
            throw new SignatureException(SignatureError.UnsupportedAlgorithm,
                $"The authorization mechanism you have provided is not supported. Please use {SignatureProtocol.Algorithm}.");
        }
        string? credential = null, signedHeaders = null, signature = null;
        foreach (var part in header[(space + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) throw Malformed($"a key-value pair is missing its '=' at \"{part}\".");
            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential": credential = value; break;
                case "SignedHeaders": signedHeaders = value; break;
                case "Signature": signature = value; break;
                default: throw Malformed($"it has an unknown part \"{part[..equals]}\".");
            }
        }
        var (accessKeyId, scope) = ParseCredential(credential ?? throw Malformed("the Credential part is missing."), Malformed);
        var headers = (signedHeaders ?? throw Malformed("the SignedHeaders part is missing.")).Split(';', StringSplitOptions.RemoveEmptyEntries);
        return new SignatureClaim(accessKeyId, scope, SignatureTimestamp.Of(request), headers, signature ?? throw Malformed("the Signature part is missing."),
            request.Header(SignatureProtocol.SecurityTokenHeader), Expires: null);
    }

    /// <summary>Splits <c>key/date/region/service/aws4_request</c>; the access key itself may hold slashes.</summary>
    public static (string AccessKeyId, CredentialScope Scope) ParseCredential(string credential, Func<string, SignatureException> malformed)
    {
        var parts = credential.Split('/');
        if (parts.Length < 5)
            throw malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        if (parts[^1] != CredentialScope.Terminator)
            throw malformed($"incorrect terminal \"{parts[^1]}\". This endpoint uses \"{CredentialScope.Terminator}\".");
        var date = parts[^4];
        if (date.Length != 8 || !date.All(char.IsAsciiDigit))
            throw malformed($"incorrect date format \"{date}\". This date in the credential must be in the format \"yyyyMMdd\".");
        return (string.Join('/', parts[..^4]), new CredentialScope(date, parts[^3], parts[^2]));
    }

    private static SignatureException Malformed(string what) =>
        new(SignatureError.MalformedHeader, $"The authorization header is malformed; {what}");
}
