using System.Text.Json;
using System.Text.Json.Nodes;

namespace Floe.FakeKubernetes;

/// <summary>One version of an object.</summary>
public sealed record StoredObject(string Plural, string Namespace, string Name, string Uid, long Version, byte[] Json)
{
    /// <summary>A copy that may be changed.</summary>
    public JsonObject Read() => JsonNode.Parse(Json)!.AsObject();

    public static StoredObject Of(string plural, JsonObject body, long version)
    {
        var metadata = body["metadata"]!.AsObject();
        metadata["resourceVersion"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(plural, (string)metadata["namespace"]!, (string)metadata["name"]!, (string)metadata["uid"]!, version, JsonSerializer.SerializeToUtf8Bytes(body));
    }
}
