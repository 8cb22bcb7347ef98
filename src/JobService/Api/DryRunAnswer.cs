using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Manifests;

namespace Floe.JobService.Api;

/// <summary>The answer to a dry run, as the caller accepts it: JSON with everything, the manifest alone as YAML, or the command as text.</summary>
internal static class DryRunAnswer
{
    public static IResult Of(HttpRequest request, DryRunResult result)
    {
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
