using System.Text.Json;
using System.Text.Json.Nodes;

namespace Floe.FakeKubernetes;

/// <summary>One version of an object. Its labels stand beside it: each list and each event of a watch asks for them.</summary>
public sealed record StoredObject(string Plural, string Namespace, string Name, string Uid, long Version, byte[] Json, IReadOnlyDictionary<string, string> Labels)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>A copy that may be changed.</summary>
    public JsonObject Read() => JsonNode.Parse(Json)!.AsObject();

    public static StoredObject Of(string plural, JsonObject body, long version)
    {
        var metadata = body["metadata"]!.AsObject();
        metadata["resourceVersion"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(plural, (string)metadata["namespace"]!, (string)metadata["name"]!, (string)metadata["uid"]!, version, JsonSerializer.SerializeToUtf8Bytes(body), LabelsOf(metadata));
    }

    private static IReadOnlyDictionary<string, string> LabelsOf(JsonObject metadata) =>
        metadata["labels"] is JsonObject { Count: > 0 } labels ? labels.ToDictionary(label => label.Key, label => (string?)label.Value ?? "") : None;
}
