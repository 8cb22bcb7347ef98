namespace Floe.S3Tables.ObjectStore;

public sealed record Bucket(long Id, string Name, BucketKind Kind, DateTimeOffset Created, BucketVersioning Versioning)
{
    /// <summary>The object as a client sees it: in a bucket that knows versions, the one without an id of its own is called "null".</summary>
    internal ObjectInfo Show(ObjectInfo info) => Versioning == BucketVersioning.Off ? info : info with { VersionId = info.VersionId ?? ObjectVersion.Null };
}

/// <summary>Whether a bucket keeps what is overwritten or deleted. Once on, it can only be suspended: versions that are there stay.</summary>
public enum BucketVersioning
{
    Off,
    Enabled,

    /// <summary>New objects are the null version, of which there is one a key.</summary>
    Suspended,
}

public enum BucketKind
{
    GeneralPurpose,

    /// <summary>The bucket behind one table: made and dropped with it, not listed, and no listing or deleting inside.</summary>
    Warehouse,
}
