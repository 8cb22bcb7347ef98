namespace Floe.S3Tables.ObjectStore;

public sealed record Bucket(long Id, string Name, BucketKind Kind, DateTimeOffset Created);

public enum BucketKind
{
    GeneralPurpose,

    /// <summary>The bucket behind one table: made and dropped with it, not listed, and no listing or deleting inside.</summary>
    Warehouse,
}
