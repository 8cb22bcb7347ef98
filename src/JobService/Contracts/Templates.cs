using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.JobService.Contracts;

/// <summary>What values a parameter takes.</summary>
public enum ParameterType
{
    [JsonStringEnumMemberName("string")]
    String,

    [JsonStringEnumMemberName("integer")]
    Integer,

    [JsonStringEnumMemberName("number")]
    Number,

    [JsonStringEnumMemberName("boolean")]
    Boolean,
}

/// <summary>A value that a template is given. Without a default it is required.</summary>
public sealed record TemplateParameter
{
    public required string Name { get; init; }

    public ParameterType Type { get; init; }

    public string? Description { get; init; }

    public JsonElement? Default { get; init; }

    /// <summary>Null: any of the type.</summary>
    public IReadOnlyList<JsonElement>? Allowed { get; init; }
}

/// <summary>The body of <c>PUT /api/v1/templates/{name}</c>: the body of a submit in which <c>{{name}}</c> stands for a parameter's value.</summary>
public sealed record TemplateSettings
{
    public string? Description { get; init; }

    public IReadOnlyList<TemplateParameter> Parameters { get; init; } = [];

    public required JsonElement Job { get; init; }
}

public sealed record TemplateDetails(string Name, string Owner, TemplateSettings Settings, DateTimeOffset CreatedAt);

public sealed record TemplateList(IReadOnlyList<TemplateDetails> Templates);

/// <summary>The body of <c>POST /api/v1/templates/{name}/jobs</c>.</summary>
public sealed record TemplateJob
{
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
}
