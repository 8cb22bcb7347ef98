using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Spark.Manifests;

/// <summary>Holds a manifest against a schema and notes everything that does not fit, by path.</summary>
internal sealed class SchemaCheck
{
    private readonly List<FieldError> _errors = [];
    private readonly List<UnknownMember> _unknown = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Members that the schema does not know.</summary>
    public IReadOnlyList<UnknownMember> Unknown => _unknown;

    public void Check(JsonElement value, Field field, string path = "$")
    {
        if (value.ValueKind == JsonValueKind.Null) return;
        switch (field.Kind)
        {
            case FieldKind.Text:
                CheckText(value, field, path);
                break;
            case FieldKind.Truth:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Add(path, $"is {Word(value)}, not a boolean.", "Write true or false without quotes.");
                break;
            case FieldKind.Whole:
                CheckWhole(value, field, path);
                break;
            case FieldKind.TextList:
                CheckEach(value, new Field(FieldKind.Text), path);
                break;
            case FieldKind.TextMap:
                CheckMap(value, path);
                break;
            case FieldKind.Object:
                CheckObject(value, field, path);
                break;
            case FieldKind.ObjectList:
                CheckEach(value, field with { Kind = FieldKind.Object }, path);
                break;
            case FieldKind.AnyObject:
                if (value.ValueKind != JsonValueKind.Object) Add(path, $"is {Word(value)}, not an object.", "Write it as a mapping.");
                break;
            default:
                CheckEach(value, new Field(FieldKind.AnyObject), path);
                break;
        }
    }

    private void CheckText(JsonElement value, Field field, string path)
    {
        if (value.ValueKind != JsonValueKind.String) Add(path, $"is {Word(value)}, not a string.", $"Put it in quotes: \"{(value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "…" : value.GetRawText())}\".");
        else if (field.Values is { } values && !values.Contains(value.GetString()!)) Add(path, $"is '{value.GetString()}'.", $"Use one of: {string.Join(", ", values)}.");
    }

    private void CheckWhole(JsonElement value, Field field, string path)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= field.Min && number <= field.Max) return;
        Add(path, $"is {(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Word(value))}, not a whole number from {field.Min} to {field.Max}.", "Write such a number, without quotes.");
    }

    private void CheckMap(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(path, $"is {Word(value)}, not an object.", "Write it as a mapping of strings.");
            return;
        }
        foreach (var member in value.EnumerateObject()) Check(member.Value, new Field(FieldKind.Text), $"{path}['{member.Name}']");
    }

    private void CheckEach(JsonElement value, Field item, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(path, $"is {Word(value)}, not a list.", "Write it as a list.");
            return;
        }
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Null) Add($"{path}[{index}]", "is null.", "Remove it or give it a value.");
            Check(element, item, $"{path}[{index++}]");
        }
    }

    private void CheckObject(JsonElement value, Field field, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(path, $"is {Word(value)}, not an object.", "Write it as a mapping.");
            return;
        }
        foreach (var member in value.EnumerateObject())
        {
            if (field.Members!.TryGetValue(member.Name, out var known)) Check(member.Value, known, $"{path}.{member.Name}");
            else if (!field.IsOpen) _unknown.Add(new($"{path}.{member.Name}", field.Members.Keys));
        }
        foreach (var (name, member) in field.Members!)
        {
            if (member.IsRequired && (!value.TryGetProperty(name, out var there) || there.ValueKind == JsonValueKind.Null)) Add($"{path}.{name}", "is missing.", "Add it.");
        }
    }

    private void Add(string path, string message, string remedy) => _errors.Add(new(path, message, remedy));

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => $"the boolean {value.GetRawText()}",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        JsonValueKind.String => $"the string \"{value.GetString()}\"",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
