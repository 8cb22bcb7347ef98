namespace Floe.S3Tables.TablesApi;

public delegate Task<ApiResult> Operation(ApiRequest request, CancellationToken cancellationToken);

/// <summary>
/// One operation of the service model. The template is matched on the raw path: a label is one segment, and the slashes inside an
/// ARN come percent-encoded.
/// </summary>
public sealed class Route(string name, string method, string template, Operation operation)
{
    private readonly string[] _segments = template.Split('/');

    /// <summary>The operation's name in the service model; also its IAM action, <c>s3tables:{Name}</c>.</summary>
    public string Name { get; } = name;

    public Operation Operation { get; } = operation;

    /// <summary>The decoded labels, or null where method or path are another operation's.</summary>
    public IReadOnlyDictionary<string, string>? Match(string requestMethod, string[] segments)
    {
        if (requestMethod != method || segments.Length != _segments.Length) return null;
        var labels = new Dictionary<string, string>();
        for (var i = 0; i < segments.Length; i++)
        {
            if (_segments[i] is ['{', .. var label, '}']) labels[label] = Uri.UnescapeDataString(segments[i]);
            else if (_segments[i] != segments[i]) return null;
        }
        return labels;
    }
}
