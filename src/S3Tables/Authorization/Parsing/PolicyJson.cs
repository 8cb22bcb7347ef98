using System.Text.Json;
using Floe.S3Tables.Authorization.Policies;

namespace Floe.S3Tables.Authorization.Parsing;

/// <summary>Reads the text of a policy as JSON that means one thing only, and its values with the path of the element in each error.</summary>
internal static class PolicyJson
{
    public const string Root = "Policy";

    /// <summary>Twice what the deepest policy needs.</summary>
    private const int MaxDepth = 16;

    /// <summary>Two elements of one name would leave it open which one counts.</summary>
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    public static JsonElement Read(string text)
    {
        if (text.Length > PolicyDocument.MaxLength)
            throw new PolicyException(Root, $"This policy has {text.Length} characters; the limit is {PolicyDocument.MaxLength} (20 KB).");
        if (!text.StartsWith('{')) throw new PolicyException(Root, "Policies must be valid JSON and the first byte must be '{'");
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            CheckText(document.RootElement);
            return document.RootElement.Clone();
        }
        // Besides broken JSON: half a surrogate pair, which is no text, is an ArgumentException raw and an InvalidOperationException escaped.
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new PolicyException(Root, $"This policy contains invalid Json: {e.Message}");
        }
    }

    /// <exception cref="PolicyException">The object has an element that is none of these.</exception>
    public static void CheckNames(JsonElement element, string path, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new PolicyException(path, "must be a JSON object");
        foreach (var property in element.EnumerateObject())
            if (!names.Contains(property.Name))
                throw new PolicyException(path, $"Unknown field '{property.Name}'; the fields are {string.Join(", ", names!)} (case-sensitive)");
    }

    public static JsonElement? Find(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    public static string Text(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new PolicyException(path, "must be a string");

    public static string? FindText(JsonElement element, string path, string name) =>
        Find(element, name) is { } value ? Text(value, Join(path, name)) : null;

    /// <summary>A string, or a list of at least one.</summary>
    public static IReadOnlyList<string> Texts(JsonElement element, string path) => [.. Items(element, path).Select(item => Text(item, path))];

    /// <summary>The element itself, or the items of a list that has some.</summary>
    public static IReadOnlyList<JsonElement> Items(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Array) return [element];
        return element.GetArrayLength() > 0 ? [.. element.EnumerateArray()] : throw new PolicyException(path, "must not be an empty list");
    }

    public static string Join(string path, string name) => path == Root ? name : $"{path}.{name}";

    /// <summary>Touches every string, so that none can fail to decode later.</summary>
    private static void CheckText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    CheckText(property.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) CheckText(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
