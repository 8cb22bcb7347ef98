namespace Floe.Cli.Output;

/// <summary>Columns of text under headings; the same on a terminal and in a file.</summary>
internal static class TextTable
{
    public static IEnumerable<string> Lines(string[] headings, IReadOnlyList<string[]> rows)
    {
        var widths = headings.Select((heading, i) => rows.Select(row => row[i].Length).Append(heading.Length).Max()).ToArray();
        return rows.Prepend(headings).Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
