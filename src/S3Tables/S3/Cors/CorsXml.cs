using System.Globalization;
using System.Xml.Linq;
using Floe.S3Tables.S3.Xml;

namespace Floe.S3Tables.S3.Cors;

/// <summary>The CORSConfiguration document.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html</remarks>
internal static class CorsXml
{
    private const int MaxRules = 100;
    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    public static List<CorsRule> Parse(XElement configuration)
    {
        var rules = configuration.All("CORSRule").Select(ParseRule).ToList();
        return rules.Count is > 0 and <= MaxRules ? rules : throw S3Errors.MalformedXml();
    }

    public static void Write(S3XmlDocument xml, IEnumerable<CorsRule> rules)
    {
        foreach (var rule in rules)
        {
            xml.Add("CORSRule", element =>
            {
                element.Add("ID", rule.Id);
                foreach (var origin in rule.AllowedOrigins) element.Add("AllowedOrigin", origin);
                foreach (var method in rule.AllowedMethods) element.Add("AllowedMethod", method);
                foreach (var header in rule.AllowedHeaders) element.Add("AllowedHeader", header);
                foreach (var header in rule.ExposeHeaders) element.Add("ExposeHeader", header);
                element.Add("MaxAgeSeconds", rule.MaxAgeSeconds?.ToString(CultureInfo.InvariantCulture));
            });
        }
    }

    private static CorsRule ParseRule(XElement rule)
    {
        var parsed = new CorsRule(
            rule.Text("ID"), Texts(rule, "AllowedOrigin"), Texts(rule, "AllowedMethod"), Texts(rule, "AllowedHeader"), Texts(rule, "ExposeHeader"), ParseAge(rule.Text("MaxAgeSeconds")));
        if (parsed.AllowedOrigins.Count == 0 || parsed.AllowedMethods.Count == 0) throw S3Errors.MalformedXml();
        if (parsed.AllowedMethods.FirstOrDefault(method => !Methods.Contains(method)) is { } other)
            throw S3Errors.InvalidRequest($"Found unsupported HTTP method in CORS config. Unsupported method is {other}");
        CheckWildcards("AllowedOrigin", parsed.AllowedOrigins);
        CheckWildcards("AllowedHeader", parsed.AllowedHeaders);
        return parsed;
    }

    private static List<string> Texts(XElement rule, string name) => [.. rule.All(name).Select(element => element.Value.Trim())];

    private static int? ParseAge(string? text)
    {
        if (text is null) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : throw S3Errors.MalformedXml();
    }

    private static void CheckWildcards(string name, IReadOnlyList<string> patterns)
    {
        if (patterns.FirstOrDefault(pattern => pattern.Count(c => c == '*') > 1) is { } pattern)
            throw S3Errors.InvalidRequest($"{name} \"{pattern}\" can not have more than one wildcard.");
    }
}
