using System.Text.Json.Nodes;

namespace Floe.FakeKubernetes;

/// <summary>Label selectors (<c>a</c>, <c>a=b</c>) and the field selectors that events have, joined by commas.</summary>
public sealed class Selector(string labels, string fields)
{
    private readonly string[] _labels = labels.Split(',', StringSplitOptions.RemoveEmptyEntries);
    private readonly string[] _fields = fields.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public bool Takes(StoredObject item)
    {
        if (!_labels.All(term => Has(item.Labels, term))) return false;
        if (_fields.Length == 0) return true;
        var body = item.Read();
        return _fields.All(term => Field(body, term));
    }

    private static bool Has(IReadOnlyDictionary<string, string> labels, string term) => term.Split('=', 2) is [var key, var value]
        ? labels.GetValueOrDefault(key) == value
        : labels.ContainsKey(term);

    private static bool Field(JsonObject body, string term)
    {
        var parts = term.Split('=', 2);
        JsonNode? node = body;
        foreach (var member in parts[0].Split('.')) node = node?[member];
        return (string?)node == parts[1];
    }
}
