using System.Text.RegularExpressions;

namespace Floe.Engine.Running;

/// <summary>The patterns of SHOW ... LIKE: <c>*</c> for anything, <c>|</c> between alternatives, without case.</summary>
internal static class NamePattern
{
    public static Func<string, bool> Of(string? pattern)
    {
        if (pattern is null)
            return _ => true;
        var alternatives = pattern.Split('|').Select(part => Regex.Escape(part.Trim()).Replace(@"\*", ".*", StringComparison.Ordinal));
        var regex = new Regex($"^(?:{string.Join('|', alternatives)})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return regex.IsMatch;
    }
}
