using System.Text;

namespace Floe.Engine.Results;

/// <summary>Cells in a frame of <c>+</c>, <c>-</c> and <c>|</c>.</summary>
internal static class TextGrid
{
    /// <param name="lines">The headings first; each line has a cell a column.</param>
    /// <param name="widths">Columns of the terminal for each cell; cells are not wider.</param>
    /// <param name="isRight">Whether a column is aligned to the right.</param>
    /// <param name="padding">Stands left and right of each cell.</param>
    public static void Draw(StringBuilder text, IReadOnlyList<IReadOnlyList<string>> lines, IReadOnlyList<int> widths, Func<int, bool> isRight, string padding)
    {
        var rule = "+" + string.Concat(widths.Select(width => new string('-', width + (2 * padding.Length)) + "+"));
        text.Append(rule).Append('\n');
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append('|');
            for (var column = 0; column < widths.Count; column++)
            {
                var cell = lines[i][column];
                text.Append(padding).Append(isRight(column) ? DisplayWidth.PadLeft(cell, widths[column]) : DisplayWidth.PadRight(cell, widths[column])).Append(padding).Append('|');
            }
            text.Append('\n');
            if (i == 0)
                text.Append(rule).Append('\n');
        }
        text.Append(rule).Append('\n');
    }

    /// <summary>A cell is one line: what would end it or move the cursor is shown as an escape.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var line = new StringBuilder();
        foreach (var c in text)
            _ = c switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                _ when char.IsControl(c) => line.Append("\\x").Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture)),
                _ => line.Append(c),
            };
        return line.ToString();
    }
}
