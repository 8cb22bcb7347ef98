using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Floe.JobService.Api.Documentation;

/// <summary>A query parameter as the OpenAPI document describes it.</summary>
internal sealed record QueryDoc(string Name, string Description)
{
    public JsonSchemaType Type { get; private init; } = JsonSchemaType.String;

    public string? Format { get; private init; }

    public IReadOnlyList<string>? Values { get; private init; }

    public (long Min, long Max)? Range { get; private init; }

    public JsonNode? Default { get; private init; }

    /// <summary>True where it may be given again for more values.</summary>
    public bool Repeats { get; private init; }

    public JsonNode? Example { get; private init; }

    public QueryDoc Whole(long min, long max, long? preset = null) => this with { Type = JsonSchemaType.Integer, Range = (min, max), Default = preset };

    public QueryDoc Boolean() => this with { Type = JsonSchemaType.Boolean, Default = false };

    public QueryDoc OneOf(IEnumerable<string> values, string? preset = null) => this with { Values = [.. values], Default = preset };

    public QueryDoc Time() => this with { Format = "date-time" };

    public QueryDoc Repeated() => this with { Repeats = true };

    public QueryDoc Such(string example) => this with { Example = example };

    public OpenApiParameter ToParameter()
    {
        var schema = new OpenApiSchema
        {
            Type = Type,
            Format = Format,
            Enum = Values?.Select(value => (JsonNode)value).ToList(),
            Minimum = Range?.Min.ToString(CultureInfo.InvariantCulture),
            Maximum = Range?.Max.ToString(CultureInfo.InvariantCulture),
            Default = Default?.DeepClone(),
        };
        return new()
        {
            Name = Name,
            In = ParameterLocation.Query,
            Description = Description,
            Schema = Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema,
            Example = Example?.DeepClone(),
        };
    }
}
