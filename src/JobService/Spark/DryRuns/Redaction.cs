using System.Text.RegularExpressions;
using Floe.JobService.Contracts;

namespace Floe.JobService.Spark.DryRuns;

/// <summary>Hides settings that hold secrets, by the names that Spark itself hides (<c>spark.redaction.regex</c>).</summary>
internal static partial class Redaction
{
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> settings) => new SortedDictionary<string, string>(
        settings.ToDictionary(pair => pair.Key, pair => IsSecret(pair.Key) ? DryRunResult.Hidden : pair.Value), StringComparer.Ordinal);

    private static bool IsSecret(string name) => Names().IsMatch(name) && !name.EndsWith("credentials.provider", StringComparison.Ordinal);

    [GeneratedRegex("secret|password|token|access[.]?key|AWS_ACCESS_KEY_ID", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}
