using System.Text;

namespace Floe.JobService.Store;

/// <summary>What programs, engines and clusters say, as text that every database keeps: Unicode without U+0000, which PostgreSQL has no place for.</summary>
internal static class StorableText
{
    /// <summary>What cannot be kept becomes U+FFFD: an outcome must not get lost over a byte of its reason.</summary>
    public static string? Of(string? text)
    {
        if (text is null || !NeedsMending(text)) return text;
        var mended = new StringBuilder(text.Length);
        // Halves of surrogate pairs are U+FFFD here already.
        foreach (var rune in text.EnumerateRunes()) mended.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        return mended.ToString();
    }

    private static bool NeedsMending(string text) => text.Any(letter => letter == '\0' || char.IsSurrogate(letter));
}
