namespace Floe.S3Tables.ObjectStore;

/// <summary>What must hold of the current object for a write or delete to happen. Checked inside the transaction, so it is a compare-and-swap.</summary>
public sealed record WriteCondition(string? IfMatch, bool IfAbsent)
{
    public static readonly WriteCondition None = new(null, false);

    /// <summary>If-None-Match: *</summary>
    public static readonly WriteCondition Absent = new(null, true);

    /// <param name="current">The ETag of the object that is there, or null.</param>
    /// <param name="key">For the error.</param>
    public void Check(string? current, string key)
    {
        if (IfAbsent && current is not null) throw new StoreException(StoreError.PreconditionFailed, "If-None-Match");
        if (IfMatch is null) return;
        if (current is null) throw new StoreException(StoreError.NoSuchKey, key);
        if (IfMatch != "*" && IfMatch != current) throw new StoreException(StoreError.PreconditionFailed, "If-Match");
    }
}
