using System.Globalization;
using System.Text;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Spark;

/// <summary>How <c>jobs/runner/sql_runner.py</c> is told what to run. It reads the catalog from Spark's settings.</summary>
internal static class SqlRunnerArguments
{
    /// <summary>Linux takes no argument of 128 KiB or more (MAX_ARG_STRLEN); base64 makes a third more of a text.</summary>
    public const int LongestInline = 96_000;

    /// <param name="definition">A SQL job.</param>
    /// <param name="scriptFile">Where an inline script was put; null: nowhere, so it goes along as an argument.</param>
    /// <param name="output">Where the rows of the last query go as JSON; null: nowhere.</param>
    /// <param name="maxRows">How many rows go there at most; the runner's own limit where there is none.</param>
    public static IReadOnlyList<string> For(JobDefinition definition, string? scriptFile = null, string? output = null, int? maxRows = null) =>
    [
        .. Script(definition, scriptFile),
        "--catalog", SparkSettings.CatalogName,
        .. (definition.Variables ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { "--var", $"{pair.Key}={pair.Value}" }),
        .. definition.MaxRejectedRows > 0 ? new[] { "--max-rejected-rows", definition.MaxRejectedRows.ToString(CultureInfo.InvariantCulture) } : [],
        .. maxRows is { } rows ? new[] { "--max-rows", rows.ToString(CultureInfo.InvariantCulture) } : [],
        .. output is null ? Array.Empty<string>() : ["--output", output],
    ];

    private static IReadOnlyList<string> Script(JobDefinition definition, string? file) => (file ?? SparkPaths.ForHadoop(definition.ScriptLocation)) is { } place
        ? [place]
        // Kubernetes replaces $(NAME) in arguments, so the text itself cannot be one.
        : ["--script-base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(definition.Script ?? ""))];
}
