namespace Floe.S3Tables.S3;

/// <summary>Bucket and key out of a request's target and host.</summary>
internal static class S3Address
{
    /// <summary>Hosts below these are <c>bucket.host</c>: names that resolve to loopback or are AWS's own.</summary>
    private static readonly string[] VirtualRoots = [".localhost", ".s3.localhost.localstack.cloud", ".s3.amazonaws.com"];

    public static (string Bucket, string Key) Parse(string rawPath, string host)
    {
        var path = rawPath.StartsWith('/') ? rawPath[1..] : rawPath;
        if (BucketOf(host) is { } bucket) return (bucket, Uri.UnescapeDataString(path));
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (Uri.UnescapeDataString(path), "") : (Uri.UnescapeDataString(path[..slash]), Uri.UnescapeDataString(path[(slash + 1)..]));
    }

    private static string? BucketOf(string host)
    {
        var root = Array.Find(VirtualRoots, root => host.EndsWith(root, StringComparison.OrdinalIgnoreCase));
        if (root is null) return null;
        var bucket = host[..^root.Length];
        // http://s3.localhost is the service itself.
        return bucket is "s3" or "" ? null : bucket.EndsWith(".s3", StringComparison.Ordinal) ? bucket[..^3] : bucket;
    }
}
