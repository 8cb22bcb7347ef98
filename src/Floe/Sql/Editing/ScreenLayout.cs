using System.Text;
using Floe.Engine;

namespace Floe.Cli.Sql.Editing;

/// <summary>Prompt and text as rows of a terminal, none wider than it, and where the cursor is in them.</summary>
internal sealed record ScreenLayout(IReadOnlyList<string> Rows, int CursorRow, int CursorColumn)
{
    /// <param name="continuation">Stands before the second line and those after it.</param>
    public static ScreenLayout Of(string prompt, string continuation, string text, int cursor, int width)
    {
        var rows = new List<string>();
        var row = new StringBuilder(prompt);
        var column = DisplayWidth.Of(prompt);
        var (cursorRow, cursorColumn) = (0, column);
        void EndRow(string next)
        {
            rows.Add(row.ToString());
            row.Clear().Append(next);
            column = DisplayWidth.Of(next);
        }

        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                if (column == width) EndRow("");
                if (at == cursor) (cursorRow, cursorColumn) = (rows.Count, column);
                EndRow(continuation);
            }
            else
            {
                if (column + Math.Max(1, DisplayWidth.Of(rune)) > width) EndRow("");
                if (at == cursor) (cursorRow, cursorColumn) = (rows.Count, column);
                row.Append(rune.ToString());
                column += DisplayWidth.Of(rune);
            }
            at += rune.Utf16SequenceLength;
        }
        if (column == width) EndRow("");
        if (at == cursor) (cursorRow, cursorColumn) = (rows.Count, column);
        rows.Add(row.ToString());
        return new(rows, cursorRow, cursorColumn);
    }
}
