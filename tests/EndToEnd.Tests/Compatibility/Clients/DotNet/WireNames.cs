using System.Text.Json.Nodes;

namespace Floe.EndToEnd.Tests.Compatibility.Clients.DotNet;

/// <summary>Iceberg's own names on the wire, where the service model has names of its own for the members.</summary>
internal static class WireNames
{
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["sourceId"] = "source-id",
        ["fieldId"] = "field-id",
        ["specId"] = "spec-id",
        ["orderId"] = "order-id",
        ["nullOrder"] = "null-order",
        ["schemaId"] = "schema-id",
        ["identifierFieldIds"] = "identifier-field-ids",
    };

    public static JsonNode Of(JsonNode node) => node switch
    {
        JsonObject item => new JsonObject(item.Select(pair => KeyValuePair.Create(Renamed.GetValueOrDefault(pair.Key, pair.Key), pair.Value is null ? null : Of(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Of(item))]),
        _ => node.DeepClone(),
    };
}
