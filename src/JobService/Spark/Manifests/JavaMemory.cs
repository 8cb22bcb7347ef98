using System.Globalization;
using System.Text.RegularExpressions;

namespace Floe.JobService.Spark.Manifests;

/// <summary>Sizes as Spark reads them (JavaUtils.byteStringAs): whole, with one of b, k, m, g, t, p, which may be followed by b; without one, MiB.</summary>
internal static partial class JavaMemory
{
    /// <summary>Spark's UnifiedMemoryManager: one and a half times the 300 MiB it keeps for itself.</summary>
    public const long SmallestHeap = 471_859_200;

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Size().Match(text);
        if (!match.Success || !long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        var power = match.Groups[2].Success ? 0 : match.Groups[3].Value.ToLowerInvariant() switch { "k" => 10, "" or "m" => 20, "g" => 30, "t" => 40, _ => 50 };
        if (number > long.MaxValue >> power) return false;
        bytes = number << power;
        return true;
    }

    [GeneratedRegex("^([0-9]+)(?:(b)|([kmgtp])b?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Size();
}
