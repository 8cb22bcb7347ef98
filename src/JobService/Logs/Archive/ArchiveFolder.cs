namespace Floe.JobService.Logs.Archive;

/// <summary>A folder in a bucket.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">What all its keys begin with: empty, or with a slash at the end.</param>
public sealed record ArchiveFolder(string Bucket, string Prefix)
{
    internal const string Scheme = "s3://";

    public ArchiveFolder Sub(string name) => this with { Prefix = $"{Prefix}{name}/" };

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ArchiveFolder Parse(string text)
    {
        var slash = text.IndexOf('/', Scheme.Length);
        return new(text[Scheme.Length..slash], text[(slash + 1)..]);
    }

    /// <summary><c>s3://bucket/prefix/</c></summary>
    public override string ToString() => $"{Scheme}{Bucket}/{Prefix}";
}
