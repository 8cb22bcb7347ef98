using System.Text.RegularExpressions;

namespace Floe.JobService.Logs.Archive;

/// <summary>The archive's folder as people write it: <c>s3://bucket</c> or <c>s3://bucket/prefix</c>.</summary>
internal static partial class ArchiveSetting
{
    /// <summary>A key has 1024 bytes at most (Amazon S3, "Naming Amazon S3 objects"); job, attempt and role need less than the rest.</summary>
    private const int LongestPrefix = 900;

    /// <summary>The bucket of a table takes the table's own files alone, and cannot be listed.</summary>
    private const string TableBucketEnd = "--table-s3";

    /// <summary>Exactly one of the two: the folder, or what is wrong with the text and what to do.</summary>
    public static (ArchiveFolder? Folder, string? Error) Read(string text)
    {
        if (!text.StartsWith(ArchiveFolder.Scheme, StringComparison.Ordinal)) return (null, "is no place in S3. Set it to s3://bucket/prefix.");
        var parts = text[ArchiveFolder.Scheme.Length..].Split('/', 2);
        var (bucket, prefix) = (parts[0], parts is [_, var rest] ? rest.TrimEnd('/') : "");
        if (!Bucket().IsMatch(bucket)) return (null, $"names the bucket '{bucket}', which no bucket can be called. Use 3 to 63 lower-case letters, digits, dots and hyphens.");
        if (bucket.EndsWith(TableBucketEnd, StringComparison.Ordinal)) return (null, $"names the bucket '{bucket}', which is a table's own. Use a general purpose bucket.");
        if (prefix.Length == 0) return (new(bucket, ""), null);
        return prefix.Length <= LongestPrefix && Prefix().IsMatch(prefix) && !prefix.Split('/').Any(part => part is "" or "." or "..")
            ? (new(bucket, $"{prefix}/"), null)
            : (null, $"has the prefix '{prefix}'. Use at most {LongestPrefix} letters, digits and !-_.*'()= with single slashes between.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex Bucket();

    /// <summary>Characters that need no escaping anywhere (Amazon S3, "Object key naming guidelines", safe characters), and the equals sign of partitions.</summary>
    [GeneratedRegex("^[A-Za-z0-9!_.*'()=/-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
