using System.Text.Json;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>The column <c>readable_metrics</c>: counts and bounds of each primitive column by its name and in its type, those of structs' fields under dotted names.</summary>
internal sealed class ReadableMetrics(Schema schema)
{
    private readonly IReadOnlyList<(NestedField Field, string Name)> _fields =
    [
        .. schema.AllFields.Where(field => field.Type.IsPrimitive && !schema.IsInsideCollection(field.Id))
            .Select(field => (field, schema.FullName(field.Id)!))
            .OrderBy(field => field.Item2, StringComparer.Ordinal),
    ];

    public IEnumerable<JsonColumn> Columns => _fields.Count == 0 ? [] : [("readable_metrics", JsonColumn.Struct(_fields.Select(known => new JsonColumn(known.Name, Metrics(known.Field)))))];

    public void Write(Utf8JsonWriter writer, DataFile file)
    {
        if (_fields.Count == 0)
            return;
        writer.WriteStartObject("readable_metrics");
        foreach (var (field, name) in _fields)
        {
            writer.WriteStartObject(name);
            JsonValues.Number(writer, "column_size", Count(file.ColumnSizes, field.Id));
            JsonValues.Number(writer, "value_count", Count(file.ValueCounts, field.Id));
            JsonValues.Number(writer, "null_value_count", Count(file.NullValueCounts, field.Id));
            JsonValues.Number(writer, "nan_value_count", Count(file.NanValueCounts, field.Id));
            JsonValues.Write(writer, "lower_bound", field.Type, Bound(file.LowerBounds, field));
            JsonValues.Write(writer, "upper_bound", field.Type, Bound(file.UpperBounds, field));
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static string Metrics(NestedField field) => JsonColumn.Struct(
    [
        ("column_size", "BIGINT"), ("value_count", "BIGINT"), ("null_value_count", "BIGINT"), ("nan_value_count", "BIGINT"),
        ("lower_bound", JsonValues.TypeOf(field.Type)), ("upper_bound", JsonValues.TypeOf(field.Type)),
    ]);

    private static object? Bound(IReadOnlyDictionary<int, byte[]>? bounds, NestedField field) =>
        bounds is not null && bounds.TryGetValue(field.Id, out var bytes) ? SingleValue.Decode(field.Type, bytes) : null;

    private static long? Count(IReadOnlyDictionary<int, long>? counts, int id) => counts is not null && counts.TryGetValue(id, out var count) ? count : null;
}
