using System.Text;
using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

/// <summary>Field ids for data files that have none, by name: the table property <c>schema.name-mapping.default</c> (specification, "Column Projection" and "Name Mapping Serialization").</summary>
public sealed record NameMapping(IReadOnlyList<MappedField> Fields)
{
    /// <summary>The mapping of a table's property; null where it has none.</summary>
    /// <exception cref="FormatException">The property is no name mapping.</exception>
    public static NameMapping? Of(TableMetadata table) =>
        table.Properties.TryGetValue(TableProperties.DefaultNameMapping, out var json) ? Parse(json) : null;

    /// <summary>Every column by its current name: what an import of files without ids starts from.</summary>
    public static NameMapping Of(Schema schema) => new(OfFields(schema.Fields));

    /// <exception cref="FormatException">The text is no name mapping; the message names the field.</exception>
    public static NameMapping Parse(string json)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(Encoding.UTF8.GetBytes(json));
            return new NameMapping(new JsonCursor(document.RootElement, TableProperties.DefaultNameMapping).AsList(Read));
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public string Serialize() => Encoding.UTF8.GetString(JsonWriting.Write(json =>
    {
        json.WriteStartArray();
        foreach (var field in Fields) Write(json, field);
        json.WriteEndArray();
    }));

    /// <summary>The mapping of one field and what is inside it.</summary>
    internal static MappedField OfField(NestedField field) => new(field.Id, [field.Name], OfFields(Inner(field.Type)));

    private static List<MappedField> OfFields(IEnumerable<NestedField> fields) => [.. fields.Select(OfField)];

    private static IEnumerable<NestedField> Inner(IcebergType type) => type switch
    {
        StructType structure => structure.Fields,
        ListType list => [list.ElementField],
        MapType map => [map.KeyField, map.ValueField],
        _ => [],
    };

    private static MappedField Read(JsonCursor at) => new(at.Optional("field-id")?.AsInt(), at["names"].AsList(n => n.AsString()), at.Optional("fields")?.AsList(Read) ?? []);

    private static void Write(Utf8JsonWriter json, MappedField field) => json.Object(() =>
    {
        json.Optional("field-id", field.FieldId);
        json.List("names", field.Names, json.WriteStringValue);
        if (field.Fields.Count > 0) json.List("fields", field.Fields, inner => Write(json, inner));
    });
}
