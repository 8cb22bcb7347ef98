namespace Floe.Iceberg.IO;

/// <summary>A place in S3. Hadoop's schemes <c>s3a</c> and <c>s3n</c> mean the same as <c>s3</c>.</summary>
/// <param name="Key">Empty for the bucket itself; never escaped.</param>
public readonly record struct S3Location(string Bucket, string Key)
{
    private static readonly string[] Schemes = ["s3://", "s3a://", "s3n://"];

    /// <exception cref="FormatException">The text is no S3 location.</exception>
    public static S3Location Parse(string location) =>
        TryParse(location, out var parsed) ? parsed : throw new FormatException($"'{location}' is not an S3 location; those look like s3://bucket/key.");

    public static bool TryParse(string location, out S3Location parsed)
    {
        parsed = default;
        var scheme = Array.Find(Schemes, s => location.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        if (scheme is null) return false;
        var rest = location.AsSpan(scheme.Length);
        var slash = rest.IndexOf('/');
        var bucket = slash < 0 ? rest : rest[..slash];
        if (bucket.IsEmpty) return false;
        parsed = new S3Location(bucket.ToString(), slash < 0 ? "" : rest[(slash + 1)..].ToString());
        return true;
    }

    /// <summary>Whether the bucket is the warehouse of a table of S3 Tables, whose objects are never replaced.</summary>
    public bool IsTableWarehouse => Bucket?.EndsWith("--table-s3", StringComparison.Ordinal) == true;

    public override string ToString() => $"s3://{Bucket}/{Key}";
}
