using System.Text;

namespace Floe.Engine;

/// <summary>Draws a result as Spark's <c>show()</c> does.</summary>
public static class ResultSetFormatter
{
    /// <param name="result">What to draw.</param>
    /// <param name="maxRows">Rows drawn at most; a last line tells if there are more.</param>
    /// <param name="maxWidth">Characters of a cell at most, the rest is cut with <c>...</c>; 0 for no limit. Spark's own default is 20.</param>
    public static string Format(ResultSet result, int maxRows = 20, int maxWidth = 80)
    {
        var lines = new List<string[]> { result.Columns.Select(column => Cut(column.Name, maxWidth)).ToArray() };
        lines.AddRange(result.Rows.Take(maxRows).Select(row => row.Select(value => Cut(ResultText.Shown(value), maxWidth)).ToArray()));

        var widths = result.Columns.Select((_, column) => Math.Max(3, lines.Max(line => line[column].Length))).ToArray();
        var rule = "+" + string.Concat(widths.Select(width => new string('-', width) + "+"));
        var text = new StringBuilder().Append(rule).Append('\n');
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append('|');
            for (var column = 0; column < widths.Length; column++)
                text.Append(lines[i][column].PadLeft(widths[column])).Append('|');
            text.Append('\n');
            if (i == 0)
                text.Append(rule).Append('\n');
        }
        text.Append(rule).Append('\n');
        if (result.Rows.Count > maxRows || result.Truncated)
            text.Append("only showing top ").Append(Math.Min(maxRows, result.Rows.Count)).Append(" rows\n");
        return text.ToString();
    }

    private static string Cut(string text, int maxWidth)
    {
        var line = text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
        return maxWidth <= 0 || line.Length <= maxWidth ? line : maxWidth < 4 ? line[..maxWidth] : line[..(maxWidth - 3)] + "...";
    }
}
