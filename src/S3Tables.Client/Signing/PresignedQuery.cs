using System.Globalization;

namespace Floe.S3Tables.Client.Signing;

/// <summary>Reads the <c>X-Amz-…</c> parameters of a presigned URL.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html</remarks>
internal static class PresignedQuery
{
    private const int MaxExpires = 604_800;

    public static SignatureClaim? Parse(SignableRequest request)
    {
        var values = request.RawQuery.Split('&').Select(part => part.Split('=', 2))
            .Where(part => part[0].StartsWith("X-Amz-", StringComparison.Ordinal))
            .DistinctBy(part => part[0])
            .ToDictionary(part => part[0], part => part.Length > 1 ? Uri.UnescapeDataString(part[1]) : "", StringComparer.Ordinal);
        if (!values.ContainsKey("X-Amz-Credential") && !values.ContainsKey("X-Amz-Algorithm") && !values.ContainsKey(CanonicalQuery.SignatureParameter)) return null;

        if (Required(values, "X-Amz-Algorithm") != SignatureProtocol.Algorithm) throw Malformed($"X-Amz-Algorithm only supports \"{SignatureProtocol.Algorithm}\"");
        var (accessKeyId, scope) = AuthorizationHeader.ParseCredential(Required(values, "X-Amz-Credential"), what => Malformed($"Error parsing the X-Amz-Credential parameter; {what}"));
        var timestamp = Required(values, "X-Amz-Date");
        if (!SignatureTimestamp.TryParse(timestamp, out _)) throw Malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        return new SignatureClaim(accessKeyId, scope, timestamp, Required(values, "X-Amz-SignedHeaders").Split(';', StringSplitOptions.RemoveEmptyEntries),
            Required(values, CanonicalQuery.SignatureParameter), values.GetValueOrDefault("X-Amz-Security-Token"), ParseExpires(Required(values, "X-Amz-Expires")));
    }

    private static TimeSpan ParseExpires(string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)) throw Malformed("X-Amz-Expires should be a number");
        if (seconds < 0) throw Malformed("X-Amz-Expires must be non-negative");
        if (seconds > MaxExpires) throw Malformed($"X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than {MaxExpires} seconds");
        return TimeSpan.FromSeconds(seconds);
    }

    private static string Required(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) && value.Length > 0 ? value : throw Malformed(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");

    private static SignatureException Malformed(string message) => new(SignatureError.MalformedQuery, message);
}
