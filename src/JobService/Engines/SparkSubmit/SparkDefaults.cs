namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>
/// Reads <c>spark-defaults.conf</c>: spark-submit leaves it out as soon as it is given another properties file, and what an administrator set there must still count.
/// </summary>
internal static class SparkDefaults
{
    private static readonly char[] Separators = [' ', '\t', '=', ':'];

    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var defaults = new Dictionary<string, string>();
        if (!File.Exists(path)) return defaults;
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or '!')))
        {
            var end = line.IndexOfAny(Separators);
            if (end > 0) defaults[line[..end]] = line[end..].TrimStart(Separators);
        }
        return defaults;
    }
}
