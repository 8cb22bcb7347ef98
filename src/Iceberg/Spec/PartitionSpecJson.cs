using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class PartitionSpecJson
{
    public static PartitionSpec Read(JsonCursor at) => new(at.Optional("spec-id")?.AsInt() ?? 0, at["fields"].AsList(ReadField));

    public static IReadOnlyList<PartitionField> ReadFields(JsonCursor at) => at.AsList(ReadField);

    public static void Write(Utf8JsonWriter json, PartitionSpec spec) => json.Object(() =>
    {
        json.WriteNumber("spec-id", spec.SpecId);
        WriteFields(json, "fields", spec);
    });

    /// <summary>The fields only, as v1 metadata and manifests hold them.</summary>
    public static void WriteFieldArray(Utf8JsonWriter json, PartitionSpec spec)
    {
        json.WriteStartArray();
        foreach (var field in spec.Fields) WriteField(json, field);
        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, string name, PartitionSpec spec) => json.List(name, spec.Fields, field => WriteField(json, field));

    private static PartitionField ReadField(JsonCursor at)
    {
        var sources = at.Optional("source-ids")?.AsList(i => i.AsInt()) ?? [at["source-id"].AsInt()];
        if (sources.Count == 0) throw at["source-ids"].Fail("a partition field has a source");
        return new PartitionField(sources, at.Optional("field-id")?.AsInt(), at["name"].AsString(), at["transform"].Parse(Transform.Parse));
    }

    private static void WriteField(Utf8JsonWriter json, PartitionField field) => json.Object(() =>
    {
        if (field.SourceIds.Count == 1) json.WriteNumber("source-id", field.SourceId);
        else json.Numbers("source-ids", field.SourceIds);
        json.Optional("field-id", field.FieldId);
        json.WriteString("name", field.Name);
        json.WriteString("transform", field.Transform.ToString());
    });
}
