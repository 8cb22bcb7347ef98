using System.Globalization;
using Floe.S3Tables.Authorization.Matching;

namespace Floe.S3Tables.Authorization.Conditions;

/// <summary>Numbers, dates and booleans. A request's value of another type passes no test.</summary>
internal static class ScalarTests
{
    public static ValueTest Bool(string policyValue, PatternSyntax variables)
    {
        if (!bool.TryParse(policyValue, out var expected)) throw new FormatException("is not a boolean; use \"true\" or \"false\"");
        return (value, _) => bool.TryParse(value, out var actual) && actual == expected;
    }

    /// <param name="accepts">Takes the order of the request's value relative to the policy's.</param>
    public static ValueTestFactory Number(Predicate<int> accepts) => (policyValue, _) =>
    {
        var bound = ParseNumber(policyValue) ?? throw new FormatException("is not a number");
        return (value, _) => ParseNumber(value) is { } number && accepts(number.CompareTo(bound));
    };

    /// <param name="accepts">Takes the order of the request's value relative to the policy's.</param>
    public static ValueTestFactory Date(Predicate<int> accepts) => (policyValue, _) =>
    {
        var bound = ParseDate(policyValue) ?? throw new FormatException("is not a date; use ISO 8601 such as 2026-01-31T08:00:00Z, or seconds since 1970");
        return (value, _) => ParseDate(value) is { } date && accepts(date.CompareTo(bound));
    };

    private static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>ISO 8601 from whole days to fractions of a second (UTC where no offset is given), or seconds since 1970.</summary>
    private static DateTimeOffset? ParseDate(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            return seconds is >= -62_135_596_800 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        return text.Length >= "2026-01-31".Length && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;
    }
}
