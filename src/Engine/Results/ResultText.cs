using System.Globalization;

namespace Floe.Engine;

/// <summary>Values as text: ISO 8601 for programs, Spark's forms for people.</summary>
internal static class ResultText
{
    public static string Iso(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTime timestamp => timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        float.NaN or double.NaN => "NaN",
        float.PositiveInfinity or double.PositiveInfinity => "Infinity",
        float.NegativeInfinity or double.NegativeInfinity => "-Infinity",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>As Spark's <c>show()</c> writes a value.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "NULL",
        bool flag => flag ? "true" : "false",
        DateTime timestamp => timestamp.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => Floating(number, number.ToString("R", CultureInfo.InvariantCulture)),
        float number when float.IsFinite(number) => Floating(number, number.ToString("R", CultureInfo.InvariantCulture)),
        byte[] bytes => "[" + string.Join(' ', bytes.Select(b => b.ToString("X2", CultureInfo.InvariantCulture))) + "]",
        ResultStruct structure => "{" + string.Join(", ", structure.Fields.Select(field => Shown(field.Value))) + "}",
        ResultMap map => "{" + string.Join(", ", map.Entries.Select(entry => $"{Shown(entry.Key)} -> {Shown(entry.Value)}")) + "}",
        IReadOnlyList<object?> list => "[" + string.Join(", ", list.Select(Shown)) + "]",
        _ => Iso(value),
    };

    /// <summary>A floating-point number always shows that it is one: 7.0, not 7.</summary>
    private static string Floating(double number, string shortest) =>
        number == Math.Truncate(number) && !shortest.Contains('E', StringComparison.Ordinal) ? shortest + ".0" : shortest;
}
