using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Catalog.Wire;

/// <summary>The error envelope: <c>{"error":{"message","type","code"}}</c>.</summary>
public static class ErrorJson
{
    public static byte[] Serialize(CatalogException error) => Serialize(error.Message, error.Type, error.Status);

    public static byte[] Serialize(string message, string type, int code) => JsonWriting.Write(json => json.Object(() =>
    {
        json.WriteStartObject("error");
        json.WriteString("message", message);
        json.WriteString("type", type);
        json.WriteNumber("code", code);
        json.WriteEndObject();
    }));

    /// <summary>The message and type of an error answer; null where the body is no error envelope (a proxy's page, an S3 error).</summary>
    internal static (string Message, string Type)? TryParse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(content);
            var error = new JsonCursor(document.RootElement, "")["error"];
            return (error.Optional("message")?.AsString() ?? "", error.Optional("type")?.AsString() ?? "");
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            return null;
        }
    }
}
