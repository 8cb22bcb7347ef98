using Floe.JobService.Contracts;

namespace Floe.JobService.Spark;

/// <summary>How <c>jobs/runner/sql_runner.py</c> is told what to run. It reads the catalog from Spark's settings.</summary>
internal static class SqlRunnerArguments
{
    /// <param name="definition">A SQL job.</param>
    /// <param name="scriptFile">Where an inline script was put; null: it stands in <see cref="JobDefinition.ScriptLocation"/>.</param>
    public static IReadOnlyList<string> For(JobDefinition definition, string? scriptFile = null) =>
    [
        "--script", scriptFile ?? SparkPaths.ForHadoop(definition.ScriptLocation) ?? "",
        .. (definition.Variables ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { "--var", $"{pair.Key}={pair.Value}" }),
    ];
}
