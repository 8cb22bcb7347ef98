using System.Text.Json.Serialization.Metadata;
using Floe.Engine;
using Floe.JobService.Contracts;
using Microsoft.OpenApi;

namespace Floe.JobService.Api.Documentation;

/// <summary>Mends schemas where the framework reads more or less out of a type than is true of its JSON.</summary>
internal static class SchemaDocs
{
    public static void Mend(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Type == typeof(ResultSet)) Describe(schema);
        // Members without a value are left out of answers, also those that a constructor asks for.
        if (schema.Required is { } required) schema.Required = new HashSet<string>(required.Where(name => !type.Properties.Any(property => property.Name == name && IsNullable(property))));
        // A manifest may leave out the table bucket; nothing may leave out the kind.
        if (type.Type == typeof(JobDefinition)) schema.Required = new HashSet<string> { "kind" };
        // Any value may stand there, which the framework leaves unsaid.
        if (type.Properties.Any(property => property.IsExtensionData) || (type.Kind == JsonTypeInfoKind.Dictionary && schema.AdditionalProperties is null)) schema.AdditionalProperties = new OpenApiSchema();
    }

    private static bool IsNullable(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsGetNullable;

    /// <summary>Its form is its converter's.</summary>
    private static void Describe(OpenApiSchema schema)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Type = JsonSchemaType.Object;
        schema.Description = "Rows of a query. Nothing loses digits: integers beyond 2^53 and decimals are strings, as are NaN and the infinities; dates and times are ISO 8601, binary is base64, "
            + "a map is an array of [key, value] pairs.";
        schema.Required = new HashSet<string> { "columns", "rows", "truncated" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["columns"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "name", "type" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["name"] = text, ["type"] = text },
                },
            },
            ["rows"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Each with one value a column.",
                Items = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() },
            },
            ["truncated"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether the query gave more rows than were asked for." },
        };
    }
}
