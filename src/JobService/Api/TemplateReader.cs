using System.Text.Json;
using System.Text.RegularExpressions;
using Floe.JobService.Contracts;
using Floe.JobService.Templates;

namespace Floe.JobService.Api;

/// <summary>Reads templates and the values they are given.</summary>
internal static partial class TemplateReader
{
    private const int MaxParameters = 100;

    /// <exception cref="BadRequestException">Something is wrong with the body.</exception>
    public static TemplateSettings Read(JsonBody body)
    {
        var description = body.String("description", "Send a text, or leave it out.");
        var parameters = Parameters(body);
        var job = body.Any("job");
        if (job is not { ValueKind: JsonValueKind.Object }) body.AddOf("job", "is no object.", "Send what POST /api/v1/jobs takes, with {{name}} where a parameter's value goes.");
        else
        {
            foreach (var name in TemplateText.NamesIn(job.Value).Except(parameters.Select(parameter => parameter.Name)))
                body.AddOf("job", $"names the parameter '{name}', which is not declared.", "Declare it in parameters.");
        }
        body.ThrowIfWrong();
        return new() { Description = description, Parameters = parameters, Job = job!.Value };
    }

    /// <summary>The values of all parameters: those given, and the defaults of the others. Errors go to the body.</summary>
    public static Dictionary<string, JsonElement> Values(JsonBody? given, IReadOnlyList<TemplateParameter> parameters, JsonBody body)
    {
        var members = given?.TakeAll() ?? new Dictionary<string, JsonElement>();
        var values = new Dictionary<string, JsonElement>();
        foreach (var parameter in parameters)
        {
            if (members.TryGetValue(parameter.Name, out var value)) Check(body, parameter, value);
            else if (parameter.Default is { } preset) value = preset;
            else body.AddOf($"parameters.{parameter.Name}", "is missing.", ParameterCheck.Describe(parameter));
            values[parameter.Name] = value;
        }
        foreach (var name in members.Keys.Except(parameters.Select(parameter => parameter.Name)))
            body.AddOf($"parameters.{name}", "is not a parameter of this template.", $"Remove it, or use one of: {string.Join(", ", parameters.Select(parameter => parameter.Name))}.");
        return values;
    }

    private static void Check(JsonBody body, TemplateParameter parameter, JsonElement value)
    {
        if (!ParameterCheck.Fits(parameter, value) || !ParameterCheck.IsAllowed(parameter, value))
            body.AddOf($"parameters.{parameter.Name}", $"is {value.GetRawText()}.", ParameterCheck.Describe(parameter));
    }

    private static List<TemplateParameter> Parameters(JsonBody body)
    {
        var parameters = new List<TemplateParameter>();
        foreach (var (part, index) in body.Objects("parameters", """Send them as [{"name": "day", "type": "string"}].""").Select((part, index) => (part, index)))
        {
            var parameter = new TemplateParameter
            {
                Name = part.RequiredString("name", "Send a name of letters, digits and '_'."),
                Type = part.Choice<ParameterType>("type") ?? ParameterType.String,
                Description = part.String("description", "Send a text, or leave it out."),
                Default = part.Any("default"),
                Allowed = part.Any("allowed") is { ValueKind: JsonValueKind.Array } allowed ? [.. allowed.EnumerateArray()] : null,
            };
            if (part.Any("allowed") is { ValueKind: not JsonValueKind.Array } other) part.AddOf("allowed", $"is a {JsonBody.Word(other.ValueKind)}, not an array.", "Send the values it may have as an array, or leave it out.");
            if (parameter.Name.Length > 0 && !Name().IsMatch(parameter.Name)) part.AddOf("name", $"is '{parameter.Name}'.", "Use a letter, then up to 62 letters, digits and '_'.");
            if (parameters.Exists(earlier => earlier.Name == parameter.Name)) part.AddOf("name", $"is '{parameter.Name}', as that of another one.", "Give each parameter a name of its own.");
            if (parameter.Default is { } preset && !(ParameterCheck.Fits(parameter, preset) && ParameterCheck.IsAllowed(parameter, preset)))
                part.AddOf("default", $"is {preset.GetRawText()}.", ParameterCheck.Describe(parameter));
            parameters.Add(parameter);
            if (index == MaxParameters) body.AddOf("parameters", "are too many.", $"Send at most {MaxParameters}.");
        }
        return parameters;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
