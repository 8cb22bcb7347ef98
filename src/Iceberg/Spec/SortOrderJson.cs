using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class SortOrderJson
{
    public static SortOrder Read(JsonCursor at) => new(at.Optional("order-id")?.AsInt() ?? 0, at["fields"].AsList(ReadField));

    public static void Write(Utf8JsonWriter json, SortOrder order) => json.Object(() =>
    {
        json.WriteNumber("order-id", order.OrderId);
        json.List("fields", order.Fields, field => json.Object(() =>
        {
            json.WriteString("transform", field.Transform.ToString());
            json.WriteNumber("source-id", field.SourceId);
            json.WriteString("direction", field.Direction == SortDirection.Ascending ? "asc" : "desc");
            json.WriteString("null-order", field.NullOrder == NullOrder.NullsFirst ? "nulls-first" : "nulls-last");
        }));
    });

    private static int FirstSource(JsonCursor at) => at.AsList(i => i.AsInt()) is [var first, ..] ? first : throw at.Fail("a sort field has a source");

    private static SortField ReadField(JsonCursor at)
    {
        var source = at.Optional("source-id")?.AsInt() ?? FirstSource(at["source-ids"]);
        var direction = at["direction"].AsString().ToLowerInvariant() switch
        {
            "asc" => SortDirection.Ascending,
            "desc" => SortDirection.Descending,
            _ => throw at["direction"].Fail("a direction is asc or desc"),
        };
        var nulls = at.Optional("null-order")?.AsString().ToLowerInvariant() switch
        {
            "nulls-first" => NullOrder.NullsFirst,
            "nulls-last" => NullOrder.NullsLast,
            null => direction == SortDirection.Ascending ? NullOrder.NullsFirst : NullOrder.NullsLast,
            _ => throw at["null-order"].Fail("a null order is nulls-first or nulls-last"),
        };
        return new SortField(source, at["transform"].Parse(Transform.Parse), direction, nulls);
    }
}
