using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

public sealed record ErrorResponse([property: JsonPropertyName("__type")] string? Type, string? Message);
