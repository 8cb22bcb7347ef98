namespace Floe.S3Tables.ObjectStore;

/// <summary>Which keys of a bucket to list.</summary>
public sealed record ListingQuery
{
    public string Prefix { get; init; } = "";

    /// <summary>Keys that share the text up to here, after the prefix, are listed as one common prefix.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Only what comes after this key or common prefix.</summary>
    public string? After { get; init; }

    /// <summary>Objects and common prefixes together, 0-1000.</summary>
    public int MaxKeys { get; init; } = 1000;
}

/// <summary>One page. <see cref="Next"/> is the last entry, to go on after; null on the last page.</summary>
public sealed record ListingPage(IReadOnlyList<ObjectInfo> Objects, IReadOnlyList<string> CommonPrefixes, string? Next);
