using System.Globalization;
using System.Text;
using Floe.Engine.Results;

namespace Floe.Engine;

/// <summary>Draws a result for people at a terminal: numbers to the right, the rest to the left, no line wider than there is room for.</summary>
public static class ResultTable
{
    /// <summary>A column is not made narrower than this to make room for the others.</summary>
    private const int NarrowWidth = 8;

    private const string Padding = " ";

    /// <param name="result">What to draw.</param>
    /// <param name="width">Columns of the terminal; null where there is no limit, as in a file.</param>
    public static string Format(ResultSet result, int? width)
    {
        var lines = new List<string[]> { result.Columns.Select(column => TextGrid.OneLine(column.Name)).ToArray() };
        lines.AddRange(result.Rows.Select(row => row.Select(value => TextGrid.OneLine(ResultText.Shown(value))).ToArray()));
        var natural = result.Columns.Select((_, column) => lines.Max(line => DisplayWidth.Of(line[column]))).ToArray();
        var widths = width is { } room ? Fit(natural, room) : natural;

        var text = new StringBuilder();
        var drawn = lines.Select(line => line.Take(widths.Length).Select((cell, column) => DisplayWidth.Cut(cell, widths[column])).ToArray()).ToList();
        TextGrid.Draw(text, drawn, widths, column => IsNumber(result.Columns[column].Type), Padding);
        if (widths.Length < natural.Length)
            text.Append(CultureInfo.InvariantCulture, $"{natural.Length - widths.Length} more columns do not fit: {string.Join(", ", result.Columns.Skip(widths.Length).Select(column => column.Name))}\n");
        return text.ToString();
    }

    /// <summary>One line a value, for rows that are too wide for a table.</summary>
    public static string FormatLines(ResultSet result)
    {
        var names = result.Columns.Select(column => TextGrid.OneLine(column.Name)).ToArray();
        var width = names.Select(DisplayWidth.Of).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        for (var row = 0; row < result.Rows.Count; row++)
        {
            if (row > 0)
                text.Append('\n');
            for (var column = 0; column < names.Length; column++)
                text.Append(DisplayWidth.PadLeft(names[column], width)).Append(" = ").Append(TextGrid.OneLine(ResultText.Shown(result.Rows[row][column]))).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Takes from the widest columns first; where even narrow columns are too many, the last ones are left out.</summary>
    private static int[] Fit(int[] natural, int room)
    {
        var widths = natural;
        while (widths.Length > 1 && Needed(widths.Select(width => Math.Min(width, NarrowWidth))) > room)
            widths = widths[..^1];
        if (Needed(widths) <= room)
            return widths;
        // The widest width that still fits if no column may be wider.
        var cap = Enumerable.Range(1, widths.Max()).Reverse().FirstOrDefault(cap => Needed(widths.Select(width => Math.Min(width, cap))) <= room, 1);
        return [.. widths.Select(width => Math.Min(width, cap))];
    }

    private static int Needed(IEnumerable<int> widths) => widths.Sum(width => width + (2 * Padding.Length) + 1) + 1;

    private static bool IsNumber(string type) => type is "tinyint" or "smallint" or "int" or "bigint" or "float" or "double" || type.StartsWith("decimal", StringComparison.Ordinal);
}
