using System.Text.Json.Serialization;

namespace Floe.S3Tables.S3.Cors;

/// <summary>Which pages in a browser may do what with a bucket. Origins and headers may hold one <c>*</c>.</summary>
internal sealed record CorsRule(
    string? Id, IReadOnlyList<string> AllowedOrigins, IReadOnlyList<string> AllowedMethods, IReadOnlyList<string> AllowedHeaders, IReadOnlyList<string> ExposeHeaders, int? MaxAgeSeconds)
{
    /// <summary>The rule's own origin that lets this one in, or null where it does not.</summary>
    public string? Match(string origin, string method, IReadOnlyList<string> headers) =>
        AllowedMethods.Contains(method) && headers.All(header => AllowedHeaders.Any(allowed => Matches(allowed, header, StringComparison.OrdinalIgnoreCase)))
            ? AllowedOrigins.FirstOrDefault(allowed => Matches(allowed, origin, StringComparison.Ordinal))
            : null;

    private static bool Matches(string pattern, string text, StringComparison comparison)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return pattern.Equals(text, comparison);
        return text.Length >= pattern.Length - 1 && text.StartsWith(pattern[..star], comparison) && text.EndsWith(pattern[(star + 1)..], comparison);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<CorsRule>))]
internal sealed partial class CorsJson : JsonSerializerContext;
