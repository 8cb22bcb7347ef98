using System.Net.Http.Json;
using Floe.AppHost.Http;

namespace Floe.AppHost.Commands;

/// <summary>"Generate data": has the data generator write employees into the bucket.</summary>
internal static class GenerateDataCommand
{
    public const string Name = "generate";

    public static IResourceBuilder<ProjectResource> WithGenerateDataCommand(this IResourceBuilder<ProjectResource> datagen) =>
        datagen.WithCommand(Name, "Generate data", context => ExecuteAsync(datagen, context), new()
        {
            Description = $"Writes employees as CSV to s3://{EmployeesNames.Bucket}/{EmployeesNames.InputKey}.",
            IconName = "DatabaseArrowUp",
            IsHighlighted = true,
            UpdateState = ResourceCommands.WhenHealthy,
            Arguments =
            [
                new() { Name = "rows", Label = "Rows", InputType = InputType.Number, Value = "100", Required = true },
                new() { Name = "seed", Label = "Seed", InputType = InputType.Number, Value = "42", Required = true, Description = "The same seed gives the same rows." },
            ],
        });

    private static async Task<ExecuteCommandResult> ExecuteAsync(IResourceBuilder<ProjectResource> datagen, ExecuteCommandContext context)
    {
        if (!context.Arguments.TryGetInteger("rows", out var rows)) return CommandResults.Failure("rows must be a whole number, such as 100.");
        if (!context.Arguments.TryGetInteger("seed", out var seed)) return CommandResults.Failure("seed must be a whole number, such as 42.");

        using var http = await datagen.CreateHttpClientAsync(context);
        var request = new { bucket = EmployeesNames.Bucket, key = EmployeesNames.InputKey, rows, seed };
        using var response = await http.PostAsJsonAsync("/generate", request, context.CancellationToken);
        if (!response.IsSuccessStatusCode) return CommandResults.Failure(await ProblemText.ReadAsync(response, context.CancellationToken));
        var result = await response.Content.ReadAsStringAsync(context.CancellationToken);
        return CommandResults.Success($"{rows} employees are in s3://{EmployeesNames.Bucket}/{EmployeesNames.InputKey}.", result, CommandResultFormat.Json);
    }
}
