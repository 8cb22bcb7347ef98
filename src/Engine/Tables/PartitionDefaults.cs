using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// Values of columns that a file does not store because it is partitioned by them: migrated Hive tables are laid out so. They come from the
/// partition of the file (specification, "Column Projection").
/// </summary>
internal static class PartitionDefaults
{
    private static readonly Dictionary<int, object?> None = [];

    /// <summary>Whether a column could be missing for this reason: only then the file's own schema is of interest.</summary>
    public static bool ArePossible(TableMetadata metadata, DataFile file) =>
        metadata.FindSpec(file.SpecId)?.Fields.Any(field => field.Transform is IdentityTransform) == true;

    /// <param name="schema">The file's own schema. Metrics are no witness: there are files rewritten without the column under the old metrics.</param>
    public static IReadOnlyDictionary<int, object?> Of(TableMetadata metadata, DataFile file, PhysicalColumn? schema)
    {
        if (schema is null || metadata.FindSpec(file.SpecId) is not { } spec)
            return None;
        var missing = spec.Fields.Select((field, i) => (field, i)).Where(at => at.field.Transform is IdentityTransform && schema.Find(at.field.SourceId) is null);
        return missing.ToDictionary(at => at.field.SourceId, at => file.Partition[at.i]);
    }

    /// <summary>A default is what DuckDB takes where a file lacks the column.</summary>
    public static NestedField Apply(NestedField field, IReadOnlyDictionary<int, object?> defaults) =>
        defaults.TryGetValue(field.Id, out var value) ? field with { InitialDefault = value } : field;
}
