using System.Globalization;

namespace Floe.Iceberg.Spec;

internal static class TransformParser
{
    public static Transform Parse(string text) => text.ToLowerInvariant() switch
    {
        "identity" => new IdentityTransform(),
        "year" or "years" => new YearTransform(),
        "month" or "months" => new MonthTransform(),
        "day" or "days" => new DayTransform(),
        "hour" or "hours" => new HourTransform(),
        "void" => new VoidTransform(),
        var t when t.StartsWith("bucket[", StringComparison.Ordinal) => new BucketTransform(Parameter(t)),
        var t when t.StartsWith("truncate[", StringComparison.Ordinal) => new TruncateTransform(Parameter(t)),
        _ => new UnknownTransform(text),
    };

    private static int Parameter(string text)
    {
        var digits = text.AsSpan(text.IndexOf('[', StringComparison.Ordinal) + 1);
        return digits.EndsWith("]") && int.TryParse(digits[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"Transform '{text}' needs a whole number from 1 in brackets.");
    }
}
