using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.JobService.Api;

/// <summary>Reads a job definition inside another body, with the errors at their place in it.</summary>
internal static class Nested
{
    /// <summary>Null where something is wrong with it; the errors are the body's then.</summary>
    public static JobDefinition? Job(JsonBody body, string name, JsonElement? value)
    {
        if (value is not { } element)
        {
            if (!body.IsWrong(name)) body.AddOf(name, "is missing.", "Send what POST /api/v1/jobs takes.");
            return null;
        }
        try
        {
            return JobDefinitionReader.Read(JsonBody.Of(element));
        }
        catch (BadRequestException e)
        {
            foreach (var error in e.Errors) body.Add($"{body.Path}.{name}{error.Field[1..]}", error.Message, error.Remedy);
            return null;
        }
    }
}
