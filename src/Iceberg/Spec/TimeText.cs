using System.Globalization;
using System.Text.RegularExpressions;

namespace Floe.Iceberg.Spec;

/// <summary>ISO-8601 text of dates, times and timestamps, to the nanosecond.</summary>
public static partial class TimeText
{
    private const long NanosOfSecond = 1_000_000_000;

    /// <summary>
    /// <c>2017-11-16</c>, <c>22:31:08.000001</c>, <c>2017-11-16T22:31:08.000001</c>, and for types with a zone <c>…+00:00</c>. A space in place of
    /// the T and a short offset (<c>+00</c>, <c>Z</c>) are read as well.
    /// </summary>
    /// <returns>An <c>int</c> for dates, otherwise a <c>long</c>, see <see cref="IcebergValue"/>.</returns>
    /// <exception cref="FormatException">The text is no value of the type.</exception>
    public static object Parse(TypeKind kind, string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success) throw Error(kind, text);
        var hasDate = match.Groups["date"].Success;
        var hasTime = match.Groups["time"].Success;
        var days = hasDate ? Days(kind, text, match.Groups["date"].Value) : 0;
        if (kind == TypeKind.Date) return hasTime ? throw Error(kind, text) : days;
        if (!hasTime || hasDate == (kind == TypeKind.Time)) throw Error(kind, text);

        var seconds = Seconds(kind, text, match.Groups["time"].Value) + (days * 86_400L) - OffsetSeconds(match.Groups["offset"].Value);
        var nanos = int.Parse(match.Groups["fraction"].Value.PadRight(9, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        try
        {
            return checked(kind is TypeKind.TimestampNs or TypeKind.TimestampTzNs ? (seconds * NanosOfSecond) + nanos : (seconds * 1_000_000) + (nanos / 1000));
        }
        catch (OverflowException)
        {
            throw Error(kind, text);
        }
    }

    public static string Format(TypeKind kind, long value)
    {
        if (kind == TypeKind.Date) return Date(value);
        var nanosecond = kind is TypeKind.TimestampNs or TypeKind.TimestampTzNs;
        var unit = nanosecond ? NanosOfSecond : 1_000_000;
        var seconds = FloorMath.Div(value, unit);
        var time = TimeSpan.FromSeconds(FloorMath.Mod(seconds, 86_400));
        var text = $"{time:hh\\:mm\\:ss}.{FloorMath.Mod(value, unit).ToString(nanosecond ? "D9" : "D6")}";
        if (kind == TypeKind.Time) return text;
        return $"{Date(FloorMath.Div(seconds, 86_400))}T{text}{(kind is TypeKind.TimestampTz or TypeKind.TimestampTzNs ? "+00:00" : "")}";
    }

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2})?(?:[T ]?(?<time>\d{2}:\d{2}(?::\d{2})?)(?:\.(?<fraction>\d{1,9}))?(?<offset>Z|[+-]\d{2}(?::?\d{2})?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    private static string Date(long days) => DateOnly.FromDayNumber(checked((int)(days + Epoch))).ToString("yyyy-MM-dd");

    private static int Epoch => DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static int Days(TypeKind kind, string text, string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", out var parsed) ? parsed.DayNumber - Epoch : throw Error(kind, text);

    private static long Seconds(TypeKind kind, string text, string time) =>
        TimeOnly.TryParseExact(time, time.Length == 5 ? "HH:mm" : "HH:mm:ss", out var parsed) ? (long)parsed.ToTimeSpan().TotalSeconds : throw Error(kind, text);

    private static long OffsetSeconds(string offset)
    {
        if (offset is "" or "Z") return 0;
        var digits = offset[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var seconds = (int.Parse(digits[..2]) * 3600) + (int.Parse(digits[2..]) * 60);
        return offset[0] == '-' ? -seconds : seconds;
    }

    private static FormatException Error(TypeKind kind, string text) => new($"'{text}' is not a {kind.ToString().ToLowerInvariant()} in ISO-8601 form.");
}
