namespace Floe.S3Tables.ObjectStore;

/// <summary>A bucket and key out of <c>s3://bucket/key</c>.</summary>
public readonly record struct ObjectLocation(string Bucket, string Key)
{
    private static readonly string[] Schemes = ["s3://", "s3a://", "s3n://"];

    /// <exception cref="ArgumentException">The location is not an S3 URI.</exception>
    public static ObjectLocation Parse(string location)
    {
        foreach (var scheme in Schemes)
        {
            if (!location.StartsWith(scheme, StringComparison.Ordinal)) continue;
            var slash = location.IndexOf('/', scheme.Length);
            return slash < 0 ? new ObjectLocation(location[scheme.Length..], "") : new ObjectLocation(location[scheme.Length..slash], location[(slash + 1)..]);
        }
        throw new ArgumentException($"'{location}' is not a location in this store; expected s3://bucket/key.", nameof(location));
    }

    /// <summary>False for what is not an S3 URI, or names no key.</summary>
    public static bool TryParse(string text, out ObjectLocation location)
    {
        var isOne = Array.Exists(Schemes, scheme => text.StartsWith(scheme, StringComparison.Ordinal));
        location = isOne ? Parse(text) : default;
        return isOne && location.Bucket.Length > 0 && location.Key.Length > 0;
    }

    public override string ToString() => $"s3://{Bucket}/{Key}";
}
