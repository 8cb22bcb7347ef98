using System.Text.Json;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Catalog.Wire;

/// <summary>The answer to create, load and commit.</summary>
public static class LoadTableResultJson
{
    public static byte[] Serialize(LoadedTable table) => JsonWriting.Write(json => json.Object(() =>
    {
        json.Optional("metadata-location", table.MetadataLocation);
        json.WritePropertyName("metadata");
        TableMetadataJson.Write(json, table.Metadata);
        json.Map("config", table.Config);
    }));

    /// <exception cref="ServiceFailureException">The answer is not what the specification asks for.</exception>
    public static LoadedTable Parse(TableIdentifier identifier, ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(content);
            var at = new JsonCursor(document.RootElement, "");
            var location = at.Optional("metadata-location")?.AsString();
            return new LoadedTable(identifier, location, TableMetadataReader.Read(at["metadata"]), at.Optional("config")?.AsProperties() ?? Properties.None);
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            throw new ServiceFailureException($"The catalog's answer for table {identifier} is malformed: {e.Message}", e);
        }
    }
}
