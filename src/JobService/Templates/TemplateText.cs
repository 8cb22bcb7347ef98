using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Floe.JobService.Templates;

/// <summary>
/// Puts values in the place of <c>{{name}}</c>. A string that is nothing else becomes the value itself, a number or a boolean too; within a longer
/// one the value is written out. Names of members stay as they are.
/// </summary>
internal static partial class TemplateText
{
    public static JsonElement Fill(JsonElement job, IReadOnlyDictionary<string, JsonElement> values) =>
        JsonSerializer.SerializeToElement(Fill(JsonNode.Parse(job.GetRawText()), values)!, TemplateJson.Default.JsonNode);

    /// <summary>The parameters that a job names, in whatever way its strings are written.</summary>
    public static IEnumerable<string> NamesIn(JsonElement job) => Texts(job).SelectMany(text => Place().Matches(text)).Select(match => match.Groups[1].Value).Distinct();

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    private static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, JsonElement> values) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value, values)))),
        JsonArray items => new JsonArray([.. items.Select(item => Fill(item, values))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Fill(value.GetValue<string>(), values),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Fill(string text, IReadOnlyDictionary<string, JsonElement> values)
    {
        if (Place().Match(text) is { Success: true } whole && whole.Length == text.Length) return JsonNode.Parse(values[whole.Groups[1].Value].GetRawText());
        return JsonValue.Create(Place().Replace(text, match => Written(values[match.Groups[1].Value])));
    }

    /// <summary>Within a text a boolean is <c>true</c>, as JSON and SQL have it, not .NET's <c>True</c>.</summary>
    private static string Written(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    [GeneratedRegex(@"\{\{\s*([A-Za-z][A-Za-z0-9_]{0,62})\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
