using System.Text.Json.Serialization;

namespace Floe.S3Tables.Catalog;

/// <summary>What the catalog keeps as JSON in columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ReplicationSetting))]
internal sealed partial class CatalogJson : JsonSerializerContext;
