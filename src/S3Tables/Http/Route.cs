namespace Floe.S3Tables.Http;

/// <summary>
/// One operation of an API. The template is matched on the raw path: a label is one segment, and the slashes inside an ARN come
/// percent-encoded.
/// </summary>
public sealed class Route<TOperation>(string name, string method, string template, TOperation operation)
{
    private readonly string[] _segments = template.Split('/');

    /// <summary>The operation's name in its API.</summary>
    public string Name { get; } = name;

    public TOperation Operation { get; } = operation;

    /// <summary>The decoded labels, or null where method or path are another operation's.</summary>
    public IReadOnlyDictionary<string, string>? Match(string requestMethod, string[] segments)
    {
        if (requestMethod != method || segments.Length != _segments.Length) return null;
        for (var i = 0; i < segments.Length; i++)
            if (!IsLabel(_segments[i]) && _segments[i] != segments[i]) return null;
        return Labels(segments);
    }

    private static bool IsLabel(string segment) => segment is ['{', .., '}'];

    private Dictionary<string, string> Labels(string[] segments)
    {
        var labels = new Dictionary<string, string>();
        for (var i = 0; i < segments.Length; i++)
            if (IsLabel(_segments[i])) labels[_segments[i][1..^1]] = Uri.UnescapeDataString(segments[i]);
        return labels;
    }
}
