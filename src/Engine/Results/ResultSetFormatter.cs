using System.Text;
using Floe.Engine.Results;

namespace Floe.Engine;

/// <summary>Draws a result as Spark's <c>show()</c> does.</summary>
public static class ResultSetFormatter
{
    /// <summary>Spark draws no column narrower.</summary>
    private const int MinWidth = 3;

    /// <param name="result">What to draw.</param>
    /// <param name="maxRows">Rows drawn at most; a last line tells if there are more.</param>
    /// <param name="maxWidth">Characters of a cell at most, the rest is cut with <c>...</c>; 0 for no limit. Spark's own default is 20.</param>
    public static string Format(ResultSet result, int maxRows = 20, int maxWidth = 80)
    {
        var limit = maxWidth <= 0 ? int.MaxValue : maxWidth;
        string Cell(string value) => DisplayWidth.Cut(TextGrid.OneLine(value), limit);
        var lines = new List<string[]> { result.Columns.Select(column => Cell(column.Name)).ToArray() };
        lines.AddRange(result.Rows.Take(maxRows).Select(row => row.Select(value => Cell(ResultText.Shown(value))).ToArray()));

        var widths = result.Columns.Select((_, column) => Math.Max(MinWidth, lines.Max(line => DisplayWidth.Of(line[column])))).ToArray();
        var text = new StringBuilder();
        TextGrid.Draw(text, lines, widths, _ => true, "");
        if (result.Rows.Count > maxRows || result.Truncated)
            text.Append("only showing top ").Append(Math.Min(maxRows, result.Rows.Count)).Append(" rows\n");
        return text.ToString();
    }
}
