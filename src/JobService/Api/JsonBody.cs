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
    private readonly List<FieldError> _errors = [];

    private JsonBody(JsonElement root)
    {
        foreach (var member in root.EnumerateObject()) _members[member.Name] = member.Value;
    }

    public IReadOnlyList<FieldError> Errors => _errors;

    /// <exception cref="BadRequestException">The body is no JSON object.</exception>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { AllowDuplicateProperties = false }, cancellationToken);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonBody(document.RootElement.Clone())
                : throw new BadRequestException(new FieldError("$", $"is a JSON {Word(document.RootElement.ValueKind)}.", "Send a JSON object."));
        }
        catch (JsonException e)
        {
            throw new BadRequestException(new FieldError(
                "$", $"is no valid JSON: {e.Message}", "Send a JSON object in UTF-8, each member once."));
        }
    }

    public void Add(string field, string message, string remedy) => _errors.Add(new FieldError(field, message, remedy));

    /// <summary>Null where the member is missing, null or (an error) not a string.</summary>
    public string? String(string name, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Add($"$.{name}", $"is a {Word(value.ValueKind)}, not a string.", remedy);
        return null;
    }

    /// <summary>Null where the member is missing, null or (an error) no whole number in the range.</summary>
    public long? Whole(string name, long min, long max, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max) return number;
        Add($"$.{name}", $"is {value.GetRawText()}, not a whole number from {min} to {max}.", remedy);
        return null;
    }

    /// <summary>String values by name, in order of name; null where the member is missing or null.</summary>
    public IReadOnlyDictionary<string, string>? Strings(string name, string remedy)
    {
        if (!Take(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add($"$.{name}", $"is a {Word(value.ValueKind)}, not an object.", remedy);
            return null;
        }
        // Sorted: the order of members is no part of what a job is.
        var strings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String) strings[member.Name] = member.Value.GetString()!;
            else Add($"$.{name}.{member.Name}", $"is a {Word(member.Value.ValueKind)}, not a string.", "Put the value in quotes.");
        }
        return strings;
    }

    /// <summary>To be called last: what was not taken is unknown.</summary>
    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public void ThrowIfWrong()
    {
        foreach (var name in _members.Keys.Except(_known))
            Add($"$.{name}", "is not a member of this request.", $"Remove it, or use one of: {string.Join(", ", _known)}.");
        if (_errors.Count > 0) throw new BadRequestException([.. _errors]);
    }

    private bool Take(string name, out JsonElement value)
    {
        _known.Add(name);
        return _members.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
