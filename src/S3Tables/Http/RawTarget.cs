namespace Floe.S3Tables.Http;

/// <summary>
/// The request target exactly as it was sent. The server's own decoded path will not do: an ARN is one encoded label (its %2F is data),
/// and a signature covers the path as it stands on the wire.
/// </summary>
public readonly record struct RawTarget(string Path, string Query)
{
    public static RawTarget Parse(string target)
    {
        var start = PathStart(target);
        var question = target.IndexOf('?', start);
        var path = question < 0 ? target[start..] : target[start..question];
        return new RawTarget(path.Length == 0 ? "/" : path, question < 0 ? "" : target[(question + 1)..]);
    }

    /// <summary>Proxies send the absolute form, <c>GET http://host/path</c>.</summary>
    private static int PathStart(string target)
    {
        if (target.StartsWith('/')) return 0;
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0) return 0;
        var slash = target.IndexOfAny(['/', '?'], authority + 3);
        return slash < 0 ? target.Length : slash;
    }
}
