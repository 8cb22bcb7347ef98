using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Api;

/// <summary>The answer to a dry run, as the caller accepts it: JSON with everything, the manifest alone as YAML, or the command as text.</summary>
internal sealed class DryRunAnswers(DryRuns dryRuns, QueueCheck queues)
{
    /// <exception cref="BadRequestException">The query says neither yes nor no.</exception>
    public static bool IsAsked(HttpRequest request) => request.Query["dryRun"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        var other => throw new BadRequestException(new FieldError("dryRun", $"is '{other}'.", "Send true or false.")),
    };

    public async Task<IResult> OfAsync(HttpRequest request, JobDefinition definition, CancellationToken cancellationToken)
    {
        var result = await dryRuns.RunAsync(definition, cancellationToken);
        if (await queues.ErrorsAsync(definition, cancellationToken) is { Count: > 0 } errors) result = result with { Valid = false, Errors = [.. result.Errors, .. errors] };
        var accepts = request.Headers.Accept.ToString();
        if (result.Application is { } application && accepts.Contains("yaml", StringComparison.OrdinalIgnoreCase))
            return Results.Text(Comments(result) + SparkApplicationText.Yaml(application), "application/yaml", Encoding.UTF8);
        if (result.Command is { } command && accepts.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
            return Results.Text($"{Comments(result)}{command}\n", "text/plain", Encoding.UTF8);
        return Results.Json(result, JobsWire.Json.DryRunResult);
    }

    private static string Comments(DryRunResult result)
    {
        var text = new StringBuilder($"# engine: {result.Engine ?? "none"}\n# {(result.Valid ? "would be accepted" : "would be refused:")}\n");
        foreach (var error in result.Errors) text.Append($"#   {error.Field} {error.Message} {error.Remedy}\n".ReplaceLineEndings(" ").TrimEnd()).Append('\n');
        return text.ToString();
    }
}
