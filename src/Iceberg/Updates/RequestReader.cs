using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Updates;

/// <summary>Turns complaints about the shape of a request into the error its sender gets.</summary>
internal static class RequestReader
{
    public static T Read<T>(JsonElement json, string what, Func<JsonCursor, T> read)
    {
        try
        {
            return read(new JsonCursor(json, ""));
        }
        catch (JsonShapeException e)
        {
            throw new BadRequestException($"Malformed {what}: {(e.Path.Length == 0 ? e.Problem : e.Message)}", e);
        }
    }

    public static T Read<T>(ReadOnlyMemory<byte> json, string what, Func<JsonCursor, T> read)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(json);
            return Read(document.RootElement, what, read);
        }
        catch (JsonException e)
        {
            throw new BadRequestException($"Malformed {what}: it is not valid JSON: {e.Message}", e);
        }
    }
}
