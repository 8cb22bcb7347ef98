using System.Text;

namespace Floe.S3Tables.ObjectStore;

/// <summary>The order of keys: by UTF-8 bytes, which is by code point and not by .NET's UTF-16 units.</summary>
internal static class KeyOrder
{
    private const int LastScalar = 0x10FFFF;

    /// <summary>Below the surrogates, a code point is one unit, and so is the next one.</summary>
    private const char LastPlain = '\uD7FF';

    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] == b[i]) continue;
            // Surrogates stand for code points above all others, though their units are below U+E000.
            var (aHigh, bHigh) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
            return aHigh == bHigh ? a[i].CompareTo(b[i]) : aHigh ? 1 : -1;
        }
        return a.Length.CompareTo(b.Length);
    }

    /// <summary>The least text above every text that starts with <paramref name="prefix"/>; null where there is none.</summary>
    public static string? After(string prefix)
    {
        if (prefix.Length > 0 && prefix[^1] < LastPlain) return string.Concat(prefix.AsSpan(..^1), [(char)(prefix[^1] + 1)]);
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0 && runes[^1].Value == LastScalar) runes.RemoveAt(runes.Count - 1);
        if (runes.Count == 0) return null;
        var next = runes[^1].Value + 1;
        runes[^1] = new Rune(next == 0xD800 ? 0xE000 : next);
        return string.Concat(runes.Select(rune => rune.ToString()));
    }
}
