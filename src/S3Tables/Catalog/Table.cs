namespace Floe.S3Tables.Catalog;

/// <summary>
/// A table's row: the whole of its mutable state is the metadata location, guarded by the version token.
/// <see cref="Id"/>, <see cref="Arn"/> and <see cref="Warehouse"/> outlive renames.
/// </summary>
public sealed record Table(
    string Id,
    string Name,
    string Namespace,
    string NamespaceId,
    string BucketArn,
    string BucketId,
    string AccountId,
    string Warehouse,
    string? MetadataLocation,
    string VersionToken,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset ModifiedAt,
    string ModifiedBy)
{
    /// <summary>The table that this one is a replica of; null for tables in their own right.</summary>
    public string? SourceTableArn { get; init; }

    public string Arn => $"{BucketArn}/table/{Id}";

    public string WarehouseLocation => $"s3://{Warehouse}";

    /// <exception cref="CatalogException">The table is a replica.</exception>
    public void CheckWritable()
    {
        if (SourceTableArn is not null)
            throw new CatalogException(CatalogError.ReadOnly, $"Table {Namespace}.{Name} is a read-only replica of {SourceTableArn}. Change the source table instead.");
    }
}
