using System.Text;
using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

/// <summary>The JSON form of schemas and types (specification, Appendix C).</summary>
public static class SchemaJson
{
    /// <exception cref="FormatException">The text is no schema; the message names the field.</exception>
    public static Schema Parse(string json)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(Encoding.UTF8.GetBytes(json));
            return Read(new JsonCursor(document.RootElement, "schema"));
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public static string Serialize(Schema schema) => Encoding.UTF8.GetString(JsonWriting.Write(json => Write(json, schema)));

    internal static Schema Read(JsonCursor at, int defaultId = 0)
    {
        if (ReadType(at) is not StructType root) throw at.Fail("a schema is of type struct");
        var identifiers = at.Optional("identifier-field-ids")?.AsList(i => i.AsInt());
        var schema = new Schema(at.Optional("schema-id")?.AsInt() ?? defaultId, root.Fields, identifiers);
        try
        {
            _ = schema.AllFields;
        }
        catch (ArgumentException e)
        {
            throw at.Fail(e.Message);
        }
        return schema;
    }

    internal static void Write(Utf8JsonWriter json, Schema schema) => json.Object(() =>
    {
        json.WriteString("type", "struct");
        json.WriteNumber("schema-id", schema.SchemaId);
        if (schema.IdentifierFieldIds.Count > 0) json.Numbers("identifier-field-ids", schema.IdentifierFieldIds);
        WriteFields(json, schema.Struct);
    });

    internal static IcebergType ReadType(JsonCursor at)
    {
        if (at.IsString) return at.Parse(IcebergType.Parse);
        return at["type"].AsString() switch
        {
            "struct" => new StructType(at["fields"].AsList(ReadField)),
            "list" => new ListType(at["element-id"].AsInt(), ReadType(at["element"]), at["element-required"].AsBool()),
            "map" => new MapType(at["key-id"].AsInt(), ReadType(at["key"]), at["value-id"].AsInt(), ReadType(at["value"]), at["value-required"].AsBool()),
            _ => throw at["type"].Fail("a nested type is struct, list or map"),
        };
    }

    private static NestedField ReadField(JsonCursor at)
    {
        var type = ReadType(at["type"]);
        return new NestedField(at["id"].AsInt(), at["name"].AsString(), at["required"].AsBool(), type, at.Optional("doc")?.AsString(),
            at.Optional("initial-default") is { } initial ? SingleValueJson.Read(type, initial) : null,
            at.Optional("write-default") is { } write ? SingleValueJson.Read(type, write) : null);
    }

    internal static void WriteType(Utf8JsonWriter json, IcebergType type)
    {
        switch (type)
        {
            case StructType structure:
                json.Object(() =>
                {
                    json.WriteString("type", "struct");
                    WriteFields(json, structure);
                });
                break;
            case ListType list:
                json.Object(() =>
                {
                    json.WriteString("type", "list");
                    json.WriteNumber("element-id", list.ElementId);
                    json.WritePropertyName("element");
                    WriteType(json, list.Element);
                    json.WriteBoolean("element-required", list.ElementRequired);
                });
                break;
            case MapType map:
                json.Object(() =>
                {
                    json.WriteString("type", "map");
                    json.WriteNumber("key-id", map.KeyId);
                    json.WritePropertyName("key");
                    WriteType(json, map.Key);
                    json.WriteNumber("value-id", map.ValueId);
                    json.WritePropertyName("value");
                    WriteType(json, map.Value);
                    json.WriteBoolean("value-required", map.ValueRequired);
                });
                break;
            default:
                json.WriteStringValue(type.ToString());
                break;
        }
    }

    private static void WriteFields(Utf8JsonWriter json, StructType type) => json.List("fields", type.Fields, field => json.Object(() =>
    {
        json.WriteNumber("id", field.Id);
        json.WriteString("name", field.Name);
        json.WriteBoolean("required", field.Required);
        json.WritePropertyName("type");
        WriteType(json, field.Type);
        json.Optional("doc", field.Doc);
        WriteDefault(json, "initial-default", field.Type, field.InitialDefault);
        WriteDefault(json, "write-default", field.Type, field.WriteDefault);
    }));

    private static void WriteDefault(Utf8JsonWriter json, string name, IcebergType type, object? value)
    {
        if (value is null) return;
        json.WritePropertyName(name);
        SingleValueJson.Write(json, type, value);
    }
}
