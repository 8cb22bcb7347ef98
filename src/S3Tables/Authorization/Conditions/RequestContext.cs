namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>What is known of a request, by condition key. The names of keys are not case-sensitive.</summary>
public sealed class RequestContext
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null values are left out: the request does not have the key. A key that comes twice has several values.</summary>
    public RequestContext(params IEnumerable<KeyValuePair<string, string?>> entries)
    {
        foreach (var (key, value) in entries)
        {
            if (value is null) continue;
            if (!_values.TryGetValue(key, out var values)) _values[key] = values = [];
            values.Add(value);
        }
    }

    public static RequestContext Empty { get; } = new();

    /// <returns>Empty where the request does not have the key.</returns>
    public IReadOnlyList<string> Values(string key) => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>The only value of the key, or null.</summary>
    public string? Single(string key) => Values(key) is [var value] ? value : null;
}
