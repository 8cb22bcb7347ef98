using System.Text.Json;
using Floe.Engine.Syntax;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>Field ids for files without them, by the table property <c>schema.name-mapping.default</c> (specification, "Column Projection").</summary>
internal sealed class NameMapping
{
    private readonly IReadOnlyList<Entry> _entries;

    private NameMapping(IReadOnlyList<Entry> entries) => _entries = entries;

    /// <returns>Null when the table has none.</returns>
    public static NameMapping? Of(TableMetadata metadata)
    {
        if (metadata.Properties.GetValueOrDefault(TableProperties.DefaultNameMapping) is not { } text)
            return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return new NameMapping(Read(document.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SqlError($"The table property {TableProperties.DefaultNameMapping} is not a name mapping.", null, e);
        }
    }

    public PhysicalColumn Apply(PhysicalColumn root) => root with { Children = Apply(root.Children, _entries) };

    /// <summary>Parquet has a repeated group between a list or map and its values, which the mapping knows nothing of.</summary>
    private static List<PhysicalColumn> Apply(IReadOnlyList<PhysicalColumn> columns, IReadOnlyList<Entry> entries) =>
        [.. columns.Select(column => entries.FirstOrDefault(entry => entry.Names.Contains(column.Name)) is { } entry
            ? column with { FieldId = entry.FieldId, Children = IsRepeatedGroup(column, entry) ? [column.Children[0] with { Children = Apply(column.Children[0].Children, entry.Fields) }] : Apply(column.Children, entry.Fields) }
            : column)];

    private static bool IsRepeatedGroup(PhysicalColumn column, Entry entry) =>
        column.Children.Count == 1 && column.Children[0].Children.Count > 0 && entry.Fields.All(field => !field.Names.Contains(column.Children[0].Name));

    private static List<Entry> Read(JsonElement array) => [.. array.EnumerateArray().Select(entry => new Entry(
        entry.TryGetProperty("field-id", out var id) ? id.GetInt32() : null,
        [.. entry.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)],
        entry.TryGetProperty("fields", out var fields) ? Read(fields) : []))];

    private sealed record Entry(int? FieldId, IReadOnlyList<string> Names, IReadOnlyList<Entry> Fields);
}
