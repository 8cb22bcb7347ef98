using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Catalog.Wire;

internal static class IdentifierJson
{
    public static TableIdentifier Read(JsonCursor at) => new(ReadNamespace(at["namespace"]), at["name"].AsString());

    public static string ReadNamespace(JsonCursor at) => at.AsList(l => l.AsString()) is [var level] ? level : throw at.Fail("a namespace has exactly one level");

    public static void Write(Utf8JsonWriter json, string property, TableIdentifier identifier)
    {
        json.WriteStartObject(property);
        WriteNamespace(json, identifier.Namespace);
        json.WriteString("name", identifier.Name);
        json.WriteEndObject();
    }

    public static void WriteNamespace(Utf8JsonWriter json, string ns) => json.List("namespace", [ns], json.WriteStringValue);
}
