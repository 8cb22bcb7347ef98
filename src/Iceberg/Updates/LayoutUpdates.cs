using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>The schema's own id is ignored: an equal schema keeps its id, another gets the next.</summary>
/// <param name="LastColumnId">Older clients send it; the table knows better and only checks it.</param>
public sealed record AddSchema(Schema Schema, int? LastColumnId = null) : MetadataUpdate;

public sealed record SetCurrentSchema(int SchemaId) : MetadataUpdate;

public sealed record RemoveSchemas(IReadOnlyList<int> SchemaIds) : MetadataUpdate;

public sealed record AddSpec(PartitionSpec Spec) : MetadataUpdate;

public sealed record SetDefaultSpec(int SpecId) : MetadataUpdate;

public sealed record RemovePartitionSpecs(IReadOnlyList<int> SpecIds) : MetadataUpdate;

public sealed record AddSortOrder(SortOrder SortOrder) : MetadataUpdate;

public sealed record SetDefaultSortOrder(int SortOrderId) : MetadataUpdate;
