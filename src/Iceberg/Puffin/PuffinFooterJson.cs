using System.Text.Json;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Puffin;

internal static class PuffinFooterJson
{
    public static byte[] Write(IReadOnlyList<PuffinBlob> blobs, IReadOnlyDictionary<string, string> properties) => JsonWriting.Write(json => json.Object(() =>
    {
        json.List("blobs", blobs, blob => json.Object(() =>
        {
            json.WriteString("type", blob.Type);
            json.Numbers("fields", blob.Fields);
            json.WriteNumber("snapshot-id", blob.SnapshotId);
            json.WriteNumber("sequence-number", blob.SequenceNumber);
            json.WriteNumber("offset", blob.Offset);
            json.WriteNumber("length", blob.Length);
            json.Optional("compression-codec", blob.CompressionCodec);
            if (blob.Properties.Count > 0) json.Map("properties", blob.Properties);
        }));
        if (properties.Count > 0) json.Map("properties", properties);
    }));

    /// <exception cref="InvalidFileException">The payload is not what the specification asks for.</exception>
    public static (IReadOnlyList<PuffinBlob> Blobs, IReadOnlyDictionary<string, string> Properties) Read(string file, ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(payload);
            var at = new JsonCursor(document.RootElement, "footer");
            return (at["blobs"].AsList(ReadBlob), at.Optional("properties")?.AsProperties() ?? Properties.None);
        }
        catch (JsonException e)
        {
            throw new InvalidFileException(file, "footer", $"is not valid JSON: {e.Message}", e);
        }
        catch (JsonShapeException e)
        {
            throw new InvalidFileException(file, e.Path, e.Problem, e);
        }
    }

    private static PuffinBlob ReadBlob(JsonCursor at) => new(
        at["type"].AsString(),
        at["fields"].AsList(f => f.AsInt()),
        at["snapshot-id"].AsLong(),
        at["sequence-number"].AsLong(),
        at["offset"].AsLong(),
        at["length"].AsLong(),
        at.Optional("compression-codec")?.AsString(),
        at.Optional("properties")?.AsProperties() ?? Properties.None);
}
