using System.Globalization;
using System.Text.Json;

namespace Floe.Engine.Tests.Golden;

/// <summary>Brings rows of the independent reader and of the engine to one form.</summary>
internal static class GoldenText
{
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "null",
        JsonValueKind.Number => Number(value.GetDouble()),
        JsonValueKind.String => Text(value.GetString()!),
        JsonValueKind.Array => "[" + string.Join(",", value.EnumerateArray().Select(Of)) + "]",
        JsonValueKind.Object when value.TryGetProperty("$hex", out var hex) => hex.GetString()!,
        JsonValueKind.Object => "{" + string.Join(",", value.EnumerateObject().Select(field => $"{field.Name}:{Of(field.Value)}")) + "}",
        _ => value.GetRawText(),
    };

    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        DateOnly date => Instant(date.ToDateTime(TimeOnly.MinValue)),
        DateTime time => Instant(time),
        DateTimeOffset time => Instant(time.UtcDateTime),
        TimeOnly time => (time.Ticks / 10).ToString(CultureInfo.InvariantCulture),
        string text => Text(text),
        float number => Number((double)number),
        decimal number => Number((double)number),
        double number => Number(number),
        Guid guid => guid.ToString("N"),
        ResultStruct structure => "{" + string.Join(",", structure.Fields.Select(field => $"{field.Key}:{Of(field.Value)}")) + "}",
        ResultMap map => "{" + string.Join(",", map.Entries.Select(entry => $"{Of(entry.Key)}:{Of(entry.Value)}")) + "}",
        IReadOnlyList<object?> list => "[" + string.Join(",", list.Select(Of)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>
    /// The reader gives 64-bit integers as strings, times of day as microseconds and timestamps in milliseconds; defaults of added columns it leaves
    /// as the metadata has them.
    /// </summary>
    private static string Text(string text)
    {
        if (text.Contains('.', StringComparison.Ordinal) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Number(number);
        if (text.Length > 7 && text[2] == ':' && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time))
            return Of((object)time);
        if (Guid.TryParse(text, out var guid))
            return guid.ToString("N");
        var isDate = text.Length >= 10 && text[4] == '-' && text[7] == '-';
        return isDate && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant) ? Instant(instant) : text;
    }

    /// <summary>To the precision of a float: the reader keeps a float's default as the double it was written as.</summary>
    private static string Number(double number) => number.ToString("G6", CultureInfo.InvariantCulture);

    private static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
