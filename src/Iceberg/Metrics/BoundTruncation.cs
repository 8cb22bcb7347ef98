using System.Text;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Metrics;

/// <summary>Shortens bounds of strings and binary so that they stay bounds: the lower is cut, the upper is cut and rounded up.</summary>
public static class BoundTruncation
{
    private const int FirstSurrogate = 0xD800;
    private const int AfterSurrogates = 0xE000;
    private const int MaxCodePoint = 0x10FFFF;

    /// <param name="length">Code points of a string or bytes of binary to keep.</param>
    public static object Lower(object value, int length) => value switch
    {
        string text => CodePoints.Prefix(text, length),
        byte[] bytes when bytes.Length > length => bytes[..length],
        _ => value,
    };

    /// <returns>Null where no value of the length is as great: then there is no upper bound to write.</returns>
    public static object? Upper(object value, int length) => value switch
    {
        string text => Upper(text, length),
        byte[] bytes => Upper(bytes, length),
        _ => value,
    };

    private static string? Upper(string text, int length)
    {
        var prefix = CodePoints.Prefix(text, length);
        if (prefix.Length == text.Length) return text;
        var runes = prefix.EnumerateRunes().ToArray();
        for (var i = runes.Length - 1; i >= 0; i--)
        {
            var next = runes[i].Value + 1;
            if (next == FirstSurrogate) next = AfterSurrogates;
            if (next > MaxCodePoint) continue;
            return string.Concat(runes.Take(i).Select(r => r.ToString())) + new Rune(next);
        }
        return null;
    }

    private static byte[]? Upper(byte[] bytes, int length)
    {
        if (bytes.Length <= length) return bytes;
        for (var i = length - 1; i >= 0; i--)
        {
            if (bytes[i] == byte.MaxValue) continue;
            var bound = bytes[..(i + 1)];
            bound[i]++;
            return bound;
        }
        return null;
    }
}
