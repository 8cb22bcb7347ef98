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

    /// <summary>The columns as a scan gives them, with what rows that do not store them inherit; over <c>d</c>.</summary>
    public static IEnumerable<string> Select(FileFacts facts) =>
    [
        $"coalesce(d.{Id}, {facts.FirstRowId} + d.{RowPlace.Position}) AS {Id}",
        $"CASE WHEN {facts.FirstRowId} IS NOT NULL THEN coalesce(d.{Updated}, {facts.SequenceNumber}) END AS {Updated}",
    ];

    /// <summary>Whether rows of the table have ids.</summary>
    public static bool IsKept(TableMetadata table) => table.FormatVersion >= 3;
}
