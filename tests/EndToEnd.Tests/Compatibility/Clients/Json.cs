using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Floe.EndToEnd.Tests.Compatibility.Clients;

/// <summary>Reading and writing of what goes to clients and comes back.</summary>
internal static class Json
{
    private const string BytesMember = "$bytes";

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new BytesConverter() },
    };

    public static JsonObject Of(object input) => JsonSerializer.SerializeToNode(input, Options)!.AsObject();

    public static JsonObject FromBytes(byte[] bytes) => new() { [BytesMember] = Convert.ToBase64String(bytes) };

    public static byte[] AsBytes(this JsonNode node) => Convert.FromBase64String(node[BytesMember]!.GetValue<string>());

    public static byte[] Bytes(this JsonNode node, string name) => node[name]?.AsBytes() ?? throw new InvalidOperationException($"No bytes '{name}' in {Short(node)}");

    public static string Utf8(this JsonNode node, string name) => Encoding.UTF8.GetString(node.Bytes(name));

    /// <summary>A member that must be there.</summary>
    public static string Text(this JsonNode node, string name) =>
        node.TextOrNull(name) ?? throw new InvalidOperationException($"No member '{name}' in {Short(node)}");

    public static string? TextOrNull(this JsonNode node, string name) => node[name] is JsonValue value
        ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()
        : null;

    public static long Number(this JsonNode node, string name) => long.Parse(node.Text(name));

    public static int? IntOrNull(this JsonNode node, string name) => node.TextOrNull(name) is { } text ? int.Parse(text) : null;

    public static bool Flag(this JsonNode node, string name) => node.TextOrNull(name) == "true";

    public static DateTimeOffset Time(this JsonNode node, string name) => DateTimeOffset.Parse(node.Text(name));

    public static DateTime? TimeOrNull(this JsonNode node, string name) =>
        node.TextOrNull(name) is { } text ? DateTimeOffset.Parse(text).UtcDateTime : null;

    /// <summary>A member of objects; none where the member is missing, as clients leave empty lists out.</summary>
    public static IReadOnlyList<JsonObject> Items(this JsonNode node, string name) => [.. (node[name] as JsonArray ?? []).Select(item => item!.AsObject())];

    public static IReadOnlyList<string> Texts(this JsonNode node, string name) => [.. (node[name] as JsonArray ?? []).Select(item => item!.GetValue<string>())];

    public static IReadOnlyDictionary<string, string> Map(this JsonNode node, string name) =>
        (node[name] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());

    private static string Short(JsonNode node) => node.ToJsonString() is { Length: > 2000 } text ? text[..2000] : node.ToJsonString();

    private sealed class BytesConverter : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonNode.Parse(ref reader)!.AsBytes();

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteBase64String(BytesMember, value);
            writer.WriteEndObject();
        }
    }
}
