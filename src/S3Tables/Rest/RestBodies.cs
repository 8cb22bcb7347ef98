using System.Text.Json.Serialization;

namespace Floe.S3Tables.Rest;

public sealed record ConfigAnswer(
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyDictionary<string, string> Overrides,
    IReadOnlyList<string>? Endpoints,
    string? IdempotencyKeyLifetime);

public sealed record NamespaceBody(IReadOnlyList<string>? Namespace, IReadOnlyDictionary<string, string>? Properties);

public sealed record NamespaceList(IReadOnlyList<IReadOnlyList<string>> Namespaces, string? NextPageToken);

public sealed record PropertiesUpdate(IReadOnlyList<string>? Removals, IReadOnlyDictionary<string, string>? Updates);

public sealed record PropertiesUpdated(IReadOnlyList<string> Updated, IReadOnlyList<string> Removed, IReadOnlyList<string> Missing);

public sealed record Identifier(IReadOnlyList<string>? Namespace, string? Name);

public sealed record TableList(IReadOnlyList<Identifier> Identifiers, string? NextPageToken);

public sealed record RenameBody(Identifier? Source, Identifier? Destination);

public sealed record RegisterBody(string? Name, string? MetadataLocation, bool? Overwrite);

/// <summary>The catalog's own small messages; those with metadata in them are <c>Floe.Iceberg.Catalog.Wire</c>'s.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConfigAnswer))]
[JsonSerializable(typeof(NamespaceBody))]
[JsonSerializable(typeof(NamespaceList))]
[JsonSerializable(typeof(PropertiesUpdate))]
[JsonSerializable(typeof(PropertiesUpdated))]
[JsonSerializable(typeof(TableList))]
[JsonSerializable(typeof(RenameBody))]
[JsonSerializable(typeof(RegisterBody))]
internal sealed partial class RestJson : JsonSerializerContext;
