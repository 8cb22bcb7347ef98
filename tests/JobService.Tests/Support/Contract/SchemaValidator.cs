using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Floe.JobService.Tests.Support.Contract;

/// <summary>
/// Holds JSON against a schema of an OpenAPI 3.1 document (JSON Schema 2020-12, the part of it that the document uses). Stricter in one thing: members that the
/// schema does not name are faults unless it says that there may be others, because undocumented members are what is looked for.
/// </summary>
internal sealed class SchemaValidator(JsonElement document)
{
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Faults(value, Resolve(reference.GetString()!), path);
        if (schema.TryGetProperty("oneOf", out var choices)) return OneOf(value, choices, path);
        if (schema.TryGetProperty("anyOf", out var forms)) return AnyOf(value, forms, path);
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => Is(value, name))) return [$"{path} is {value.ValueKind}, not {type.GetRawText()}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => Object(value, schema, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, index) => Faults(item, items, $"{path}[{index}]")),
            JsonValueKind.String => Text(value.GetString()!, schema, path),
            JsonValueKind.Number => Number(value.GetDouble(), schema, path),
            _ => [],
        };
    }

    private IEnumerable<string> OneOf(JsonElement value, JsonElement choices, string path)
    {
        var faults = choices.EnumerateArray().Select(choice => Faults(value, choice, path).ToList()).ToList();
        return faults.Count(list => list.Count == 0) switch
        {
            1 => [],
            0 => faults.SelectMany(list => list),
            var count => [$"{path} fits {count} of the forms that it may have one of"],
        };
    }

    private IEnumerable<string> AnyOf(JsonElement value, JsonElement forms, string path)
    {
        var faults = forms.EnumerateArray().Select(form => Faults(value, form, path).ToList()).ToList();
        return faults.Any(list => list.Count == 0) ? [] : faults.SelectMany(list => list);
    }

    private IEnumerable<string> Object(JsonElement value, JsonElement schema, string path)
    {
        // A schema without a word about members allows all.
        if (!schema.TryGetProperty("type", out _) && !schema.TryGetProperty("properties", out _)) yield break;
        var properties = schema.TryGetProperty("properties", out var named) ? named : default;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var property))
            {
                foreach (var fault in Faults(member.Value, property, $"{path}.{member.Name}")) yield return fault;
            }
            else if (!schema.TryGetProperty("additionalProperties", out var others)) yield return $"{path}.{member.Name} is not in the document";
            else if (others.ValueKind == JsonValueKind.Object)
            {
                foreach (var fault in Faults(member.Value, others, $"{path}.{member.Name}")) yield return fault;
            }
        }
        if (!schema.TryGetProperty("required", out var required)) yield break;
        foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))) yield return $"{path}.{name} is missing";
    }

    private static IEnumerable<string> Text(string text, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("enum", out var values) && values.EnumerateArray().All(value => value.GetString() != text)) yield return $"{path} is '{text}', not one of {values.GetRawText()}";
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!)) yield return $"{path} is '{text}', not {pattern}";
        if (schema.TryGetProperty("maxLength", out var max) && text.Length > max.GetInt32()) yield return $"{path} is longer than {max}";
        if (schema.TryGetProperty("minLength", out var min) && text.Length < min.GetInt32()) yield return $"{path} is shorter than {min}";
        if (!schema.TryGetProperty("format", out var format)) yield break;
        var fits = format.GetString() switch
        {
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && text.Contains('T', StringComparison.Ordinal),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => true,
        };
        if (!fits) yield return $"{path} is '{text}', which is no {format}";
    }

    private static IEnumerable<string> Number(double number, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("minimum", out var min) && number < min.GetDouble()) yield return $"{path} is {number}, less than {min}";
        if (schema.TryGetProperty("maximum", out var max) && number > max.GetDouble()) yield return $"{path} is {number}, more than {max}";
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (element, name) => element.GetProperty(name));
}
