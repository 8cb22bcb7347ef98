using System.Globalization;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Spark;

/// <summary>How <c>jobs/runner/sql_runner.py</c> is told what to run. It reads the catalog from Spark's settings.</summary>
internal static class SqlRunnerArguments
{
    /// <param name="definition">A SQL job.</param>
    /// <param name="scriptFile">Where an inline script was put; null: it stands in <see cref="JobDefinition.ScriptLocation"/>.</param>
    /// <param name="output">Where the rows of the last query go as JSON; null: nowhere.</param>
    /// <param name="maxRows">How many rows go there at most; the runner's own limit where there is none.</param>
    public static IReadOnlyList<string> For(JobDefinition definition, string? scriptFile = null, string? output = null, int? maxRows = null) =>
    [
        scriptFile ?? SparkPaths.ForHadoop(definition.ScriptLocation) ?? "",
        "--catalog", SparkSettings.CatalogName,
        .. (definition.Variables ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { "--var", $"{pair.Key}={pair.Value}" }),
        .. definition.MaxRejectedRows > 0 ? new[] { "--max-rejected-rows", definition.MaxRejectedRows.ToString(CultureInfo.InvariantCulture) } : [],
        .. maxRows is { } rows ? new[] { "--max-rows", rows.ToString(CultureInfo.InvariantCulture) } : [],
        .. output is null ? Array.Empty<string>() : ["--output", output],
    ];
}
