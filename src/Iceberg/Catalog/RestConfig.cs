using System.Text.Json;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Catalog;

/// <summary>The catalog's answer to <c>GET /v1/config</c>.</summary>
internal sealed record RestConfig(IReadOnlyDictionary<string, string> Defaults, IReadOnlyDictionary<string, string> Overrides)
{
    /// <summary>Stands between <c>/v1/</c> and the resource, as it is: AWS sends it URL-encoded already.</summary>
    public string? Prefix => Overrides.GetValueOrDefault("prefix") ?? Defaults.GetValueOrDefault("prefix");

    public static RestConfig Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(content);
            var at = new JsonCursor(document.RootElement, "");
            return new RestConfig(at.Optional("defaults")?.AsProperties() ?? Properties.None, at.Optional("overrides")?.AsProperties() ?? Properties.None);
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            throw new ServiceFailureException($"The catalog's configuration is malformed: {e.Message}", e);
        }
    }
}
