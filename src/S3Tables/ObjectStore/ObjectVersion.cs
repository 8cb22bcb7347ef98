namespace Floe.S3Tables.ObjectStore;

/// <summary>One version of a key. A delete marker has neither bytes nor attributes.</summary>
public sealed record ObjectVersion(ObjectInfo Object, bool IsDeleteMarker, long Sequence)
{
    /// <summary>How clients name the version without an id: what was stored while versioning was off or suspended.</summary>
    public const string Null = "null";

    /// <summary>The place of the current object: above all that came before it.</summary>
    public const long Current = long.MaxValue;

    public bool IsLatest { get; init; }
}

/// <summary>What a deletion did: made a delete marker, or removed a version for good.</summary>
/// <param name="VersionId">Of the marker made, or of the version removed; null where the bucket has no versions.</param>
/// <param name="IsDeleteMarker">Whether that is a delete marker.</param>
public sealed record Deletion(string? VersionId, bool IsDeleteMarker)
{
    public static readonly Deletion Plain = new(null, false);
}
