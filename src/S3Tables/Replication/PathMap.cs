namespace Floe.S3Tables.Replication;

/// <summary>Where a file of the source is in the replica: under the same key in the replica's own bucket. What lies elsewhere stays there.</summary>
public sealed record PathMap(string FromBucket, string ToBucket)
{
    private static readonly string[] Schemes = ["s3://", "s3a://", "s3n://"];

    public string Map(string location) => KeyOf(location) is { } key ? $"s3://{ToBucket}{key}" : location;

    public bool IsOwn(string location) => KeyOf(location) is not null;

    /// <summary>The key with its leading slash, or nothing for the bucket itself; null for what is in another bucket.</summary>
    private string? KeyOf(string location)
    {
        var scheme = Array.Find(Schemes, scheme => location.StartsWith(scheme, StringComparison.Ordinal));
        if (scheme is null || !location.AsSpan(scheme.Length).StartsWith(FromBucket, StringComparison.Ordinal)) return null;
        var key = location[(scheme.Length + FromBucket.Length)..];
        return key.Length == 0 || key[0] == '/' ? key : null;
    }
}
