namespace Floe.S3Tables.Http;

/// <summary>
/// Decides whose request it is. <c>/buckets</c>, <c>/tables</c> and <c>/iceberg</c> are names a bucket may have, so the path alone cannot tell:
/// the service in the signature's scope decides, the path only where there is none.
/// </summary>
public static class ServiceSelector
{
    private const string IcebergRoot = "iceberg";

    /// <summary>First path segments of the S3 Tables API's operations.</summary>
    private static readonly HashSet<string> TablesRoots = new(StringComparer.Ordinal)
    {
        "buckets", "namespaces", "tables", "get-table", "tag", "table-bucket-replication", "table-replication", "replication-status",
        "table-record-expiration", "table-record-expiration-job-status",
    };

    /// <summary>Null where the signature is for a service that is not here.</summary>
    public static string? Select(string? signedService, string rawPath)
    {
        var root = FirstSegment(rawPath);
        // A bucket's name cannot begin with '_'.
        if (root == "_floe") return Services.Floe;
        return signedService switch
        {
            null => ByPath(root, rawPath),
            "s3" => Services.S3,
            "s3tables" => root == IcebergRoot ? Services.Iceberg : Services.S3Tables,
            _ => null,
        };
    }

    /// <param name="rawPath">The path as it came.</param>
    /// <param name="isForm">A browser's upload (multipart/form-data), which only S3 takes: it goes to a bucket, whatever its name.</param>
    public static string SelectUnsigned(string rawPath, bool isForm) => Select(null, rawPath) is var byPath && isForm && byPath != Services.Floe ? Services.S3 : byPath!;

    private static string ByPath(string root, string rawPath) => root switch
    {
        _ when rawPath is "/health" or "/alive" => Services.Floe,
        IcebergRoot => Services.Iceberg,
        _ when TablesRoots.Contains(root) => Services.S3Tables,
        _ => Services.S3,
    };

    private static string FirstSegment(string rawPath)
    {
        var path = rawPath.AsSpan().TrimStart('/');
        var slash = path.IndexOf('/');
        return (slash < 0 ? path : path[..slash]).ToString();
    }
}
