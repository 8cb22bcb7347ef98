namespace Floe.S3Tables.ObjectStore;

/// <summary>What the object store refuses.</summary>
public enum StoreError
{
    NoSuchBucket,
    NoSuchKey,
    NoSuchVersion,

    /// <summary>The version asked for is a delete marker, which has nothing to read.</summary>
    DeleteMarker,
    NoSuchUpload,
    BucketAlreadyExists,
    BucketNotEmpty,
    PreconditionFailed,
    InvalidPart,
    InvalidPartOrder,
    PartTooSmall,
    BadDigest,
}

/// <summary>The object store refuses an operation; nothing of it has happened.</summary>
public sealed class StoreException(StoreError error, string subject) : Exception($"{error}: {subject}")
{
    public StoreError Error { get; } = error;

    /// <summary>The bucket, key, upload or part that the error is about.</summary>
    public string Subject { get; } = subject;

    /// <summary>The id of the delete marker that stands in the way; null where there is none.</summary>
    public string? MarkerId { get; init; }
}
