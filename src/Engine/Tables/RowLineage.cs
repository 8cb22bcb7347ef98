using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>The columns of v3 that tell rows apart through all rewrites (specification, "Row Lineage"), under their reserved names and ids.</summary>
internal static class RowLineage
{
    public const string Id = "_row_id";
    public const string Updated = "_last_updated_sequence_number";

    /// <summary>As files store them: null where a row takes its id from its place, and its number from its file.</summary>
    public static IReadOnlyList<NestedField> Fields { get; } =
    [
        NestedField.Optional(2_147_483_540, Id, PrimitiveType.Long),
        NestedField.Optional(2_147_483_539, Updated, PrimitiveType.Long),
    ];

    /// <summary>Whether rows of the table have ids.</summary>
    public static bool IsKept(TableMetadata table) => table.FormatVersion >= 3;
}
