using Floe.S3Tables.Rest;

namespace Floe.S3Tables.Catalog;

/// <summary>Where the catalog says it is, and the limits that AWS sets per account and Region (its defaults).</summary>
public sealed record CatalogOptions
{
    /// <summary>The Region in the ARNs of new table buckets; the host sets it to its own.</summary>
    public string Region { get; init; } = "us-east-1";

    public RestProfile RestProfile { get; init; } = RestProfile.Strict;

    public int MaxTableBuckets { get; init; } = 10;

    public int MaxTablesPerTableBucket { get; init; } = 10_000;
}
