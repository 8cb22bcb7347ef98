namespace Floe.S3Tables.ObjectStore;

/// <summary>An object's row: what is known of it without its bytes. <see cref="ETag"/> is without quotes.</summary>
/// <remarks><see cref="ContentId"/> names the bytes, which never change: a file, or a body in the database. Copies have the same.</remarks>
public sealed record ObjectInfo(string Key, long ContentId, long Size, string ETag, DateTimeOffset Modified, ObjectAttributes Attributes)
{
    /// <summary>Null in buckets without versioning; as stored, also for the null version.</summary>
    public string? VersionId { get; init; }
}
