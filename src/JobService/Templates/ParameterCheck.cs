using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Templates;

/// <summary>Whether a value is one that a parameter takes.</summary>
internal static class ParameterCheck
{
    public static bool Fits(TemplateParameter parameter, JsonElement value) => parameter.Type switch
    {
        ParameterType.String => value.ValueKind == JsonValueKind.String,
        ParameterType.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        ParameterType.Number => value.ValueKind == JsonValueKind.Number,
        ParameterType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };

    public static bool IsAllowed(TemplateParameter parameter, JsonElement value) =>
        parameter.Allowed is not { } allowed || allowed.Any(other => JsonElement.DeepEquals(other, value));

    public static string Describe(TemplateParameter parameter) => parameter.Allowed is { } allowed
        ? $"Send one of: {string.Join(", ", allowed.Select(value => value.GetRawText()))}."
        : $"Send a value of the type {parameter.Type.ToString().ToLowerInvariant()}.";
}
