namespace Floe.S3Tables.S3;

/// <summary>Bucket and key out of a request's target and host.</summary>
/// <param name="hostNames">The service's own names besides those it has always; hosts below them are <c>bucket.name</c>.</param>
public sealed class S3Addresses(IReadOnlyList<string> hostNames)
{
    /// <summary>Hosts below these are <c>bucket.host</c>: names that resolve to loopback or are AWS's own.</summary>
    private static readonly string[] Always = [".localhost", ".s3.localhost.localstack.cloud", ".s3.amazonaws.com"];

    /// <summary>Configured names first, the longest of them first: below <c>s3.floe</c> a bucket is not called <c>….s3</c>, even if <c>floe</c> is a name too.</summary>
    private readonly string[] _configured = [.. hostNames.Select(name => "." + name).OrderByDescending(name => name.Length)];
    private readonly HashSet<string> _own = new(hostNames, StringComparer.OrdinalIgnoreCase);

    public (string Bucket, string Key) Parse(string rawPath, string host)
    {
        var path = rawPath.StartsWith('/') ? rawPath[1..] : rawPath;
        if (BucketOf(host) is { } bucket) return (bucket, Uri.UnescapeDataString(path));
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (Uri.UnescapeDataString(path), "") : (Uri.UnescapeDataString(path[..slash]), Uri.UnescapeDataString(path[(slash + 1)..]));
    }

    /// <summary>The bucket that a host names, or null where the path has it.</summary>
    public string? BucketOf(string host)
    {
        if (_own.Contains(host)) return null;
        if (Below(host, _configured) is { } configured) return configured;
        return Below(host, Always) switch
        {
            // http://s3.localhost is the service itself.
            null or "s3" => null,
            var bucket when bucket.EndsWith(".s3", StringComparison.Ordinal) => bucket[..^3],
            var bucket => bucket,
        };
    }

    private static string? Below(string host, string[] roots) =>
        Array.Find(roots, root => host.Length > root.Length && host.EndsWith(root, StringComparison.OrdinalIgnoreCase)) is { } root ? host[..^root.Length] : null;
}
