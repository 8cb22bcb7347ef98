using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Field ids for files without them, by the table property <c>schema.name-mapping.default</c> (specification, "Column Projection").</summary>
internal sealed class NameMapping
{
    private readonly IReadOnlyList<MappedField> _fields;

    private NameMapping(IReadOnlyList<MappedField> fields) => _fields = fields;

    /// <returns>Null when the table has none.</returns>
    public static NameMapping? Of(TableMetadata metadata)
    {
        try
        {
            return Iceberg.Spec.NameMapping.Of(metadata) is { } mapping ? new NameMapping(mapping.Fields) : null;
        }
        catch (FormatException e)
        {
            throw new SqlError($"The table property {TableProperties.DefaultNameMapping} is not a name mapping: {e.Message}", null, e);
        }
    }

    public PhysicalColumn Apply(PhysicalColumn root) => root with { Children = Apply(root.Children, _fields) };

    /// <summary>Parquet has a repeated group between a list or map and its values, which the mapping knows nothing of.</summary>
    private static List<PhysicalColumn> Apply(IReadOnlyList<PhysicalColumn> columns, IReadOnlyList<MappedField> entries) =>
        [.. columns.Select(column => entries.FirstOrDefault(entry => entry.Names.Contains(column.Name)) is { } entry
            ? column with { FieldId = entry.FieldId, Children = IsRepeatedGroup(column, entry) ? [column.Children[0] with { Children = Apply(column.Children[0].Children, entry.Fields) }] : Apply(column.Children, entry.Fields) }
            : column)];

    private static bool IsRepeatedGroup(PhysicalColumn column, MappedField entry) =>
        column.Children.Count == 1 && column.Children[0].Children.Count > 0 && entry.Fields.All(field => !field.Names.Contains(column.Children[0].Name));
}
