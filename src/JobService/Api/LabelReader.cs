using System.Text.RegularExpressions;

namespace Floe.JobService.Api;

/// <summary>Reads labels. Names are what Kubernetes takes as the last part of a label's key; values are free text.</summary>
internal static partial class LabelReader
{
    private const int MaxLabels = 32;
    private const int MaxValue = 255;
    private const string NameRule = "Use 1 to 63 letters, digits, '-', '_' and '.', the first and the last a letter or digit.";

    public static IReadOnlyDictionary<string, string>? Read(JsonBody body)
    {
        var labels = body.Strings("labels", """Send them as {"team": "etl"}.""");
        if (labels is { Count: > MaxLabels }) body.AddOf("labels", $"has {labels.Count} labels.", $"Send at most {MaxLabels}.");
        foreach (var (name, value) in labels ?? new Dictionary<string, string>())
        {
            if (!Form().IsMatch(name)) body.AddOf($"labels.{name}", "is no name of a label.", NameRule);
            if (value.Length > MaxValue) body.AddOf($"labels.{name}", $"has {value.Length} characters.", $"Send at most {MaxValue}.");
        }
        return labels is { Count: 0 } ? null : labels;
    }

    /// <summary>A filter <c>name=value</c>; null where it is none.</summary>
    public static KeyValuePair<string, string>? ReadFilter(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && Form().IsMatch(text[..at]) ? new(text[..at], text[(at + 1)..]) : null;

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
