using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Catalog;

/// <summary>What a new table should be. Field ids say only which fields belong together: the catalog gives its own.</summary>
/// <param name="Location">Null: the catalog chooses. S3 Tables takes none.</param>
/// <param name="StageCreate">Only prepare the table; a commit with <see cref="Updates.AssertCreate"/> makes it.</param>
public sealed record CreateTableRequest(
    string Name, Schema Schema, PartitionSpec? PartitionSpec = null, SortOrder? WriteOrder = null, string? Location = null,
    IReadOnlyDictionary<string, string>? Properties = null, bool StageCreate = false);
