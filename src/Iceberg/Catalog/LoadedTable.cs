using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Catalog;

/// <summary>A table as the catalog gave it.</summary>
/// <param name="MetadataLocation">Where the metadata is stored; null for a table that is staged only.</param>
/// <param name="Config">Settings for reading this table, such as an S3 endpoint.</param>
public sealed record LoadedTable(TableIdentifier Identifier, string? MetadataLocation, TableMetadata Metadata, IReadOnlyDictionary<string, string> Config);
