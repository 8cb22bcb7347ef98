namespace Floe.S3Tables.S3.Http;

/// <summary>ETags are kept without quotes; clients send them with and without.</summary>
internal static class ETags
{
    public static string Quote(string etag) => $"\"{etag}\"";

    public static string Unquote(string etag)
    {
        var text = etag.Trim();
        if (text.StartsWith("W/", StringComparison.Ordinal)) text = text[2..];
        return text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
    }

    /// <summary>Whether a list as in If-Match names the ETag.</summary>
    public static bool Matches(string list, string etag) => list.Split(',').Select(Unquote).Any(item => item == "*" || item == etag);
}
