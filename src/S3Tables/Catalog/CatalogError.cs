namespace Floe.S3Tables.Catalog;

public enum CatalogError
{
    Invalid,
    BucketMissing,
    NamespaceMissing,
    TableMissing,

    /// <summary>A policy or configuration that has never been set.</summary>
    SettingMissing,
    BucketExists,
    NamespaceExists,
    TableExists,
    BucketNotEmpty,
    NamespaceNotEmpty,
    VersionTokenMismatch,
    QuotaExceeded,

    /// <summary>The table is a replica.</summary>
    ReadOnly,
}
