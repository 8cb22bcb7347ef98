using System.Globalization;
using System.Text;

namespace Floe.JobService.Spark.Applications;

/// <summary>
/// Names of SparkApplications: DNS-1035 labels of at most 50 characters, so that the names that the operator and Spark derive (<c>-driver</c>,
/// <c>-ui-svc</c>, <c>-…-exec-1</c>) stay within 63. Job and attempt are in the name, so a repeated create meets the first one.
/// </summary>
public static class ApplicationName
{
    private const int MaxWords = 24;

    public static string For(string? name, string jobId, int attempt)
    {
        var words = Words(name);
        var suffix = attempt > 1 ? $"-{attempt.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"{(words.Length == 0 ? "job" : words)}-{jobId}{suffix}";
    }

    /// <summary>The readable part: letters, digits and single hyphens, a letter first.</summary>
    private static string Words(string? name)
    {
        var words = new StringBuilder();
        foreach (var letter in (name ?? "").ToLowerInvariant())
        {
            if (words.Length == MaxWords) break;
            if (char.IsAsciiLetterLower(letter) || (char.IsAsciiDigit(letter) && words.Length > 0)) words.Append(letter);
            else if (words.Length > 0 && words[^1] != '-') words.Append('-');
        }
        return words.ToString().TrimEnd('-');
    }
}
