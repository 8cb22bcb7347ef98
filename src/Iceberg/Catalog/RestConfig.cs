using System.Text.Json;
using System.Xml;
using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Catalog;

/// <summary>The catalog's answer to <c>GET /v1/config</c>.</summary>
/// <param name="Endpoints">What the catalog offers, such as <c>POST /v1/{prefix}/transactions/commit</c>; null where it does not say.</param>
/// <param name="IdempotencyKeyLifetime">How long a change may be sent again under the same key; null where the catalog knows no keys.</param>
internal sealed record RestConfig(
    IReadOnlyDictionary<string, string> Defaults, IReadOnlyDictionary<string, string> Overrides, IReadOnlyList<string>? Endpoints = null, TimeSpan? IdempotencyKeyLifetime = null)
{
    /// <summary>Stands between <c>/v1/</c> and the resource, as it is: AWS sends it URL-encoded already.</summary>
    public string? Prefix => Overrides.GetValueOrDefault("prefix") ?? Defaults.GetValueOrDefault("prefix");

    public static RestConfig Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonCursor.ParseDocument(content);
            var at = new JsonCursor(document.RootElement, "");
            return new RestConfig(
                at.Optional("defaults")?.AsProperties() ?? Properties.None,
                at.Optional("overrides")?.AsProperties() ?? Properties.None,
                at.Optional("endpoints")?.AsList(e => e.AsString()),
                at.Optional("idempotency-key-lifetime")?.Parse(XmlConvert.ToTimeSpan));
        }
        catch (Exception e) when (e is JsonException or JsonShapeException)
        {
            throw new ServiceFailureException($"The catalog's configuration is malformed: {e.Message}", e);
        }
    }
}
