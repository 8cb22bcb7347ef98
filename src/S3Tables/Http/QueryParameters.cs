namespace Floe.S3Tables.Http;

/// <summary>The query string, decoded once, names case-sensitive as AWS reads them. A name without '=' has the value "".</summary>
public sealed class QueryParameters(IReadOnlyList<KeyValuePair<string, string>> pairs)
{
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in pairs)
            {
                if (key == name) return value;
            }
            return null;
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    public bool Has(string name) => this[name] is not null;

    public IEnumerable<string> All(string name) => pairs.Where(pair => pair.Key == name).Select(pair => pair.Value);

    /// <summary>Percent-decoding only: in a URI that is signed, '+' means '+'.</summary>
    public static QueryParameters Parse(string? query)
    {
        if (string.IsNullOrEmpty(query) || query == "?") return new([]);
        var parts = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        return new([.. parts.Select(part => part.Split('=', 2)).Select(part => KeyValuePair.Create(
            Uri.UnescapeDataString(part[0]), part.Length > 1 ? Uri.UnescapeDataString(part[1]) : ""))]);
    }
}
