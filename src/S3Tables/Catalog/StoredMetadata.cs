using Floe.Iceberg.Spec;

namespace Floe.S3Tables.Catalog;

/// <summary>A metadata file, parsed and as it is stored (uncompressed).</summary>
public sealed record StoredMetadata(string Location, TableMetadata Metadata, ReadOnlyMemory<byte> Json);
