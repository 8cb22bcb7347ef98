namespace Floe.Iceberg.Spec;

internal static class CodePoints
{
    /// <summary>The first code points of a string; never half of a surrogate pair.</summary>
    public static string Prefix(string text, int count)
    {
        if (text.Length <= count) return text;
        var end = 0;
        for (var i = 0; i < count && end < text.Length; i++) end += char.IsSurrogatePair(text, end) ? 2 : 1;
        return text[..end];
    }
}
