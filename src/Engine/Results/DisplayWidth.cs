using System.Globalization;
using System.Text;

namespace Floe.Engine;

/// <summary>How many columns of a terminal text takes: two for what East Asian scripts and emoji draw wide, none for marks that stand on the character before.</summary>
public static class DisplayWidth
{
    /// <summary>The blocks that are wide or full width as a whole (Unicode Standard Annex 11), first and last code point.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    public static int Of(Rune rune)
    {
        if (rune.IsAscii)
            return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        foreach (var (first, last) in Wide)
            if (rune.Value >= first && rune.Value <= last)
                return 2;
        return 1;
    }

    /// <summary>Cuts what is wider than so many columns and ends it with <c>...</c>.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width)
            return text;
        var mark = width > 3 ? "..." : "";
        var (kept, room) = (0, width - mark.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((room -= Of(rune)) < 0)
                break;
            kept += rune.Utf16SequenceLength;
        }
        return text[..kept] + mark;
    }

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));
}
