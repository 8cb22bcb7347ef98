namespace Floe.S3Tables.Catalog;

/// <summary>The catalog refuses: nothing has changed. Each protocol gives <see cref="Error"/> its own name and status.</summary>
public sealed class CatalogException(CatalogError error, string message) : Exception(message)
{
    public CatalogError Error { get; } = error;

    public static CatalogException BucketMissing() => new(CatalogError.BucketMissing, "The specified bucket does not exist.");

    public static CatalogException NamespaceMissing() => new(CatalogError.NamespaceMissing, "The specified namespace does not exist.");

    public static CatalogException TableMissing() => new(CatalogError.TableMissing, "The specified table does not exist.");

    public static CatalogException VersionTokenMismatch() =>
        new(CatalogError.VersionTokenMismatch, "Provided version token does not match the table version token.");

    public static CatalogException Invalid(string message) => new(CatalogError.Invalid, message);
}
