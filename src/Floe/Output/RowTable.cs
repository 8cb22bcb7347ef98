using System.Text.Json;
using Floe.JobService.Contracts;

namespace Floe.Cli.Output;

/// <summary>Rows as a plain table, numbers to the right; the same on a terminal and in a file.</summary>
internal static class RowTable
{
    public static IEnumerable<string> Lines(RowSet rows)
    {
        var cells = rows.Rows.Select(row => row.Select(Text).ToArray()).ToList();
        var right = rows.Columns.Select((_, i) => rows.Rows.Count > 0 && rows.Rows.All(row => row[i].ValueKind is JsonValueKind.Number or JsonValueKind.Null)).ToArray();
        return Lines([.. rows.Columns.Select(column => column.Name)], cells, right)
            .Append($"{rows.Rows.Count:N0} row{(rows.Rows.Count == 1 ? "" : "s")}{(rows.Truncated ? ", more were left out: raise --max-rows" : "")}");
    }

    public static IEnumerable<string> Lines(string[] headings, IReadOnlyList<string[]> cells, bool[]? right = null)
    {
        var widths = headings.Select((heading, i) => Math.Max(heading.Length, cells.Select(row => row[i].Length).DefaultIfEmpty().Max())).ToArray();
        yield return Line(headings, widths, null);
        yield return string.Join("  ", widths.Select(width => new string('-', width)));
        foreach (var row in cells) yield return Line(row, widths, right);
    }

    private static string Line(string[] cells, int[] widths, bool[]? right) =>
        string.Join("  ", cells.Select((cell, i) => right?[i] == true ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "NULL",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
