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
    public string Arn => $"{BucketArn}/table/{Id}";

    public string WarehouseLocation => $"s3://{Warehouse}";
}
