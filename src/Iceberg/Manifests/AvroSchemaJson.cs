using System.Text;
using System.Text.Json;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Manifests;

/// <summary>Writes the Avro schemas of what this library writes, in the form that Java writes (attributes and order), which every reader knows.</summary>
internal sealed class AvroSchemaJson(Utf8JsonWriter json)
{
    public static string Record(string name, Action<AvroSchemaJson> fields) =>
        Encoding.UTF8.GetString(JsonWriting.Write(json => new AvroSchemaJson(json).RecordType(name, fields)));

    public void Required(int id, string name, string type) => Field(id, name, () => json.WriteStringValue(type));

    public void Optional(int id, string name, string type) => OptionalField(id, name, () => json.WriteStringValue(type));

    public void RequiredRecord(int id, string name, string recordName, Action<AvroSchemaJson> fields) => Field(id, name, () => RecordType(recordName, fields));

    public void OptionalList(int id, string name, int elementId, string type) => OptionalField(id, name, () => ArrayType(elementId, () => json.WriteStringValue(type)));

    public void OptionalRecordList(int id, string name, int elementId, string recordName, Action<AvroSchemaJson> fields) =>
        OptionalField(id, name, () => ArrayType(elementId, () => RecordType(recordName, fields)));

    /// <summary>A map with int keys is an array of key-value records that says so by its logical type; Java and PyIceberg decode by it.</summary>
    public void OptionalMap(int id, string name, int keyId, int valueId, string valueType) => OptionalField(id, name, () =>
    {
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WritePropertyName("items");
        RecordType($"k{keyId}_v{valueId}", fields =>
        {
            fields.Required(keyId, "key", "int");
            fields.Required(valueId, "value", valueType);
        });
        json.WriteString("logicalType", "map");
        json.WriteEndObject();
    });

    public void OptionalValue(int id, string name, IcebergType type) => OptionalField(id, name, () => ValueType(name, type));

    private void RecordType(string name, Action<AvroSchemaJson> fields)
    {
        json.WriteStartObject();
        json.WriteString("type", "record");
        json.WriteString("name", name);
        json.WriteStartArray("fields");
        fields(this);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void ArrayType(int elementId, Action items)
    {
        json.WriteStartObject();
        json.WriteString("type", "array");
        json.WritePropertyName("items");
        items();
        json.WriteNumber("element-id", elementId);
        json.WriteEndObject();
    }

    private void Field(int id, string name, Action type)
    {
        json.WriteStartObject();
        json.WriteString("name", AvroName.Of(name));
        json.WritePropertyName("type");
        type();
        if (AvroName.Of(name) != name) json.WriteString("iceberg-field-name", name);
        json.WriteNumber("field-id", id);
        json.WriteEndObject();
    }

    private void OptionalField(int id, string name, Action type)
    {
        json.WriteStartObject();
        json.WriteString("name", AvroName.Of(name));
        json.WriteStartArray("type");
        json.WriteStringValue("null");
        type();
        json.WriteEndArray();
        json.WriteNull("default");
        if (AvroName.Of(name) != name) json.WriteString("iceberg-field-name", name);
        json.WriteNumber("field-id", id);
        json.WriteEndObject();
    }

    /// <summary>The Avro type of a partition value (specification, Appendix A).</summary>
    private void ValueType(string name, IcebergType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Date:
                Logical("int", "date");
                break;
            case TypeKind.Time:
                Logical("long", "time-micros");
                break;
            case TypeKind.Timestamp or TypeKind.TimestampTz:
                Logical("long", "timestamp-micros", adjustToUtc: type.Kind == TypeKind.TimestampTz);
                break;
            case TypeKind.TimestampNs or TypeKind.TimestampTzNs:
                Logical("long", "timestamp-nanos", adjustToUtc: type.Kind == TypeKind.TimestampTzNs);
                break;
            case TypeKind.Decimal:
                var @decimal = (DecimalType)type;
                Fixed($"decimal_{@decimal.Precision}_{@decimal.Scale}", @decimal.RequiredBytes, "decimal", @decimal.Precision, @decimal.Scale);
                break;
            case TypeKind.Uuid:
                Fixed("uuid_fixed", 16, "uuid");
                break;
            case TypeKind.Fixed:
                Fixed($"fixed_{((FixedType)type).Length}", ((FixedType)type).Length, null);
                break;
            case TypeKind.Binary:
                json.WriteStringValue("bytes");
                break;
            case TypeKind.Boolean or TypeKind.Int or TypeKind.Long or TypeKind.Float or TypeKind.Double or TypeKind.String:
                json.WriteStringValue(type.ToString());
                break;
            default:
                throw new NotSupportedException($"Partition field '{name}' of type {type} cannot be written.");
        }
    }

    private void Logical(string type, string logicalType, bool? adjustToUtc = null)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("logicalType", logicalType);
        if (adjustToUtc is { } adjust) json.WriteBoolean("adjust-to-utc", adjust);
        json.WriteEndObject();
    }

    private void Fixed(string name, int size, string? logicalType, int? precision = null, int? scale = null)
    {
        json.WriteStartObject();
        json.WriteString("type", "fixed");
        json.WriteString("name", name);
        json.WriteNumber("size", size);
        json.Optional("logicalType", logicalType);
        json.Optional("precision", precision);
        json.Optional("scale", scale);
        json.WriteEndObject();
    }
}
