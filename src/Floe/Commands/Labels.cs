using Floe.Cli.Output;

namespace Floe.Cli.Commands;

/// <summary>Labels as the command line has them: <c>name=value</c>, given again for more.</summary>
internal static class Labels
{
    /// <exception cref="UserErrorException">One is not of the form.</exception>
    public static IReadOnlyDictionary<string, string>? Parse(string[] texts)
    {
        if (texts.Length == 0) return null;
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw new UserErrorException($"--label '{text}' is not of the form name=value.");
            labels[text[..at]] = text[(at + 1)..];
        }
        return labels;
    }
}
