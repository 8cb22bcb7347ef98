namespace Floe.S3Tables.ObjectStore;

/// <summary>An object's row: what is known of it without its bytes. <see cref="ETag"/> is without quotes.</summary>
public sealed record ObjectInfo(string Key, long FileId, long Size, string ETag, DateTimeOffset Modified, ObjectAttributes Attributes)
{
    /// <summary>Null in buckets without versioning; as stored, also for the null version.</summary>
    public string? VersionId { get; init; }
}
