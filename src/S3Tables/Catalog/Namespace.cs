namespace Floe.S3Tables.Catalog;

/// <summary>One level of names inside a table bucket. Its properties are those of the Iceberg REST catalog.</summary>
public sealed record Namespace(
    string Id,
    TableBucket Bucket,
    string Name,
    IReadOnlyDictionary<string, string> Properties,
    DateTimeOffset CreatedAt,
    string CreatedBy);
