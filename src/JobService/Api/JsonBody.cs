using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>
/// A JSON object whose members are taken one by one. Collects everything that is wrong with it, by path, so that a caller mends a request once.
/// </summary>
internal sealed class JsonBody
{
    private readonly Dictionary<string, JsonElement> _members = [];
    private readonly List<string> _known = [];
    private readonly List<FieldError> _errors;
    private readonly List<JsonBody> _parts = [];

    private JsonBody(JsonElement root, string path, List<FieldError> errors)
    {
        Root = root;
        Path = path;
        _errors = errors;
        foreach (var member in root.EnumerateObject()) _members[member.Name] = member.Value;
    }

    public JsonElement Root { get; }

    /// <summary>JSONPath of the object within the request's body.</summary>
    public string Path { get; }

    public IReadOnlyList<FieldError> Errors => _errors;

    /// <exception cref="BadRequestException">The body is no JSON object.</exception>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        BodyForm.CheckJson(request);
        using var document = await ParseAsync(request, cancellationToken);
        if (JsonTextCheck.Errors(document.RootElement, "$").ToList() is { Count: > 0 } errors) throw new BadRequestException(errors);
        return Of(document.RootElement.Clone());
    }

    private static async Task<JsonDocument> ParseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { AllowDuplicateProperties = false }, cancellationToken);
        }
        catch (JsonException e)
        {
            throw new BadRequestException(JsonFault.Of(e));
        }
        catch (InvalidOperationException)
        {
            throw new BadRequestException(new FieldError("$", "has a member whose name is no Unicode text.", JsonTextCheck.Remedy));
        }
    }

    /// <exception cref="BadRequestException">The element is no JSON object.</exception>
    public static JsonBody Of(JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? new JsonBody(root, "$", [])
        : throw new BadRequestException(new FieldError("$", $"is a JSON {Word(root.ValueKind)}.", "Send a JSON object."));

    public void Add(string field, string message, string remedy) => _errors.Add(new FieldError(field, message, remedy));

    /// <summary>Adds an error of a member of this object.</summary>
    public void AddOf(string name, string message, string remedy) => Add($"{Path}.{name}", message, remedy);

    public bool IsWrong(string name) => _errors.Exists(error => error.Field == $"{Path}.{name}");

    /// <summary>Null where the member is missing, null or (an error) not a string.</summary>
    public string? String(string name, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        AddOf(name, $"is a {Word(value.ValueKind)}, not a string.", remedy);
        return null;
    }

    /// <summary>The same, and an error where there is none or it is empty.</summary>
    public string RequiredString(string name, string remedy)
    {
        var text = String(name, remedy);
        if (string.IsNullOrWhiteSpace(text) && !IsWrong(name)) AddOf(name, text is null ? "is missing." : "is empty.", remedy);
        return text ?? "";
    }

    /// <summary>Null where the member is missing, null or (an error) no whole number in the range.</summary>
    public long? Whole(string name, long min, long max, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max) return number;
        AddOf(name, $"is {value.GetRawText()}, not a whole number from {min} to {max}.", remedy);
        return null;
    }

    /// <summary>Null where the member is missing, null or (an error) neither true nor false.</summary>
    public bool? Boolean(string name, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        AddOf(name, $"is a {Word(value.ValueKind)}, not a boolean.", remedy);
        return null;
    }

    /// <summary>One of the names of an enumeration, in any case; null where the member is missing, null or (an error) something else.</summary>
    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum
    {
        var remedy = $"Send one of: {string.Join(", ", Enum.GetNames<TEnum>())}.";
        if (String(name, remedy) is not { } text) return null;
        if (EnumName.TryParse<TEnum>(text, out var value)) return value;
        AddOf(name, $"is '{text}'.", remedy);
        return null;
    }

    /// <summary>A nested object with errors of its own path; null where the member is missing, null or (an error) no object.</summary>
    public JsonBody? Object(string name, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            AddOf(name, $"is a {Word(value.ValueKind)}, not an object.", remedy);
            return null;
        }
        var part = new JsonBody(value, $"{Path}.{name}", _errors);
        _parts.Add(part);
        return part;
    }

    /// <summary>Objects in their order, with errors of their own paths; none where the member is missing or null.</summary>
    public IReadOnlyList<JsonBody> Objects(string name, string remedy)
    {
        if (!Take(name, out var value)) return [];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            AddOf(name, "is no array of objects.", remedy);
            return [];
        }
        var parts = value.EnumerateArray().Select((item, index) => new JsonBody(item, $"{Path}.{name}[{index}]", _errors)).ToList();
        _parts.AddRange(parts);
        return parts;
    }

    /// <summary>A member as it is; null where it is missing or null.</summary>
    public JsonElement? Any(string name) => Take(name, out var value) ? value : null;

    /// <summary>The members as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> TakeAll()
    {
        _known.AddRange(_members.Keys);
        return _members;
    }

    /// <summary>Strings in their order; null where the member is missing or null.</summary>
    public IReadOnlyList<string>? List(string name, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            AddOf(name, $"is a {Word(value.ValueKind)}, not an array.", remedy);
            return null;
        }
        var strings = new List<string>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String) strings.Add(item.GetString()!);
            else AddOf($"{name}[{index}]", $"is a {Word(item.ValueKind)}, not a string.", remedy);
        }
        return strings;
    }

    /// <summary>String values by name, in order of name; null where the member is missing or null.</summary>
    public IReadOnlyDictionary<string, string>? Strings(string name, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            AddOf(name, $"is a {Word(value.ValueKind)}, not an object.", remedy);
            return null;
        }
        // Sorted: the order of members is no part of what a job is.
        var strings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String) strings[member.Name] = member.Value.GetString()!;
            else AddOf($"{name}.{member.Name}", $"is a {Word(member.Value.ValueKind)}, not a string.", "Put the value in quotes.");
        }
        return strings;
    }

    /// <summary>To be called last: what was not taken is unknown.</summary>
    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public void ThrowIfWrong()
    {
        AddUnknown();
        if (_errors.Count > 0) throw new BadRequestException([.. _errors]);
    }

    public static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private void AddUnknown()
    {
        foreach (var name in _members.Keys.Except(_known))
            AddOf(name, "is not a member of this request.", $"Remove it, or use one of: {string.Join(", ", _known)}.");
        foreach (var part in _parts) part.AddUnknown();
    }

    private bool Take(string name, out JsonElement value)
    {
        _known.Add(name);
        return _members.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;
    }
}
