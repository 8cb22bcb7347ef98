using System.Text.RegularExpressions;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>
/// The line of a failed run's output that says why: the last line of a Python traceback, the first <c>Caused by</c> of a Java exception, else the
/// last line with ERROR, else the last line there is.
/// </summary>
internal static partial class LastError
{
    private const int MaxLength = 1000;

    /// <returns>Null where the output is empty.</returns>
    public static string? In(IReadOnlyList<string> lines)
    {
        var found = Python(lines) ?? Java(lines) ?? lines.LastOrDefault(line => Error().IsMatch(line)) ?? lines.LastOrDefault(line => !string.IsNullOrWhiteSpace(line));
        return found?.Trim() is { Length: > MaxLength } longer ? $"{longer[..MaxLength]}…" : found?.Trim();
    }

    private static string? Python(IReadOnlyList<string> lines)
    {
        var start = LastIndex(lines, line => line.StartsWith("Traceback (most recent call last):", StringComparison.Ordinal));
        if (start < 0) return null;
        for (var i = start + 1; i < lines.Count; i++)
        {
            if (lines[i].Length == 0 || char.IsWhiteSpace(lines[i][0])) continue;
            // Py4J says only where; the Java exception stands on the next line, after a colon.
            return lines[i].Contains("Py4JJavaError", StringComparison.Ordinal) && i + 1 < lines.Count ? Cause(lines, i) ?? lines[i + 1].TrimStart(':', ' ') : lines[i];
        }
        return null;
    }

    private static string? Java(IReadOnlyList<string> lines)
    {
        var start = LastIndex(lines, line => line.StartsWith("Exception in thread", StringComparison.Ordinal));
        return start < 0 ? null : Cause(lines, start) ?? lines[start];
    }

    private static string? Cause(IReadOnlyList<string> lines, int start) =>
        lines.Skip(start).FirstOrDefault(line => line.TrimStart().StartsWith("Caused by:", StringComparison.Ordinal))?.Trim()["Caused by:".Length..].Trim();

    private static int LastIndex(IReadOnlyList<string> lines, Predicate<string> match)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (match(lines[i])) return i;
        }
        return -1;
    }

    [GeneratedRegex(@"\bERROR\b", RegexOptions.CultureInvariant)]
    private static partial Regex Error();
}
