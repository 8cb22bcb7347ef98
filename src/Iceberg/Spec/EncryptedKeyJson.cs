using System.Text.Json;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Spec;

internal static class EncryptedKeyJson
{
    public static EncryptedKey Read(JsonCursor at) => new(
        at["key-id"].AsString(), at["encrypted-key-metadata"].AsString(), at.Optional("encrypted-by-id")?.AsString(),
        at.Optional("properties")?.AsProperties() ?? Properties.None);

    public static void Write(Utf8JsonWriter json, EncryptedKey key) => json.Object(() =>
    {
        json.WriteString("key-id", key.KeyId);
        json.WriteString("encrypted-key-metadata", key.EncryptedKeyMetadata);
        json.Optional("encrypted-by-id", key.EncryptedById);
        if (key.Properties.Count > 0) json.Map("properties", key.Properties);
    });
}
