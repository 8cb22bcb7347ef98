using System.Globalization;

namespace Floe.Cli.Sql.Editing;

/// <summary>The text being typed and the place of the cursor in it. Moves go by what a person sees as one character.</summary>
internal sealed class LineBuffer
{
    public string Text { get; private set; } = "";

    /// <summary>An offset into the text, from 0 to its length.</summary>
    public int Cursor { get; private set; }

    public string BeforeCursor => Text[..Cursor];

    public bool IsOnFirstLine => !BeforeCursor.Contains('\n', StringComparison.Ordinal);

    public bool IsOnLastLine => Text.IndexOf('\n', Cursor) < 0;

    private int LineStart => BeforeCursor.LastIndexOf('\n') + 1;

    private int LineEnd => Text.IndexOf('\n', Cursor) is >= 0 and var end ? end : Text.Length;

    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string text) => (Text, Cursor) = (Text.Insert(Cursor, text), Cursor + text.Length);

    /// <summary>Puts other text in the place of what stands between an offset and the cursor.</summary>
    public void ReplaceBack(int start, string text)
    {
        DeleteBack(start);
        Insert(text);
    }

    public void Left() => Cursor = Previous();

    public void Right() => Cursor = Next();

    public void Home() => Cursor = LineStart;

    public void End() => Cursor = LineEnd;

    public void WordLeft() => Cursor = WordStart();

    public void WordRight()
    {
        var at = Cursor;
        while (at < Text.Length && !IsWord(Text[at])) at++;
        while (at < Text.Length && IsWord(Text[at])) at++;
        Cursor = at;
    }

    /// <summary>The same column of the line before, or its end.</summary>
    public void Up()
    {
        var column = Cursor - LineStart;
        Cursor = LineStart - 1;
        Cursor = Math.Min(LineStart + column, Cursor);
    }

    public void Down()
    {
        var column = Cursor - LineStart;
        Cursor = LineEnd + 1;
        Cursor = Math.Min(Cursor + column, LineEnd);
    }

    public void Backspace() => DeleteBack(Previous());

    public void Delete() => Text = Text.Remove(Cursor, Next() - Cursor);

    public void DeleteWordBack() => DeleteBack(WordStart());

    public void DeleteToLineStart() => DeleteBack(LineStart);

    public void DeleteToLineEnd() => Text = Text.Remove(Cursor, LineEnd - Cursor);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private int WordStart()
    {
        var at = Cursor;
        while (at > 0 && !IsWord(Text[at - 1])) at--;
        while (at > 0 && IsWord(Text[at - 1])) at--;
        return at;
    }

    private int Next() => Cursor < Text.Length ? Cursor + StringInfo.GetNextTextElementLength(Text, Cursor) : Cursor;

    private int Previous()
    {
        var (at, before) = (0, 0);
        while (at < Cursor)
        {
            before = at;
            at += StringInfo.GetNextTextElementLength(Text, at);
        }
        return before;
    }

    private void DeleteBack(int start) => (Text, Cursor) = (Text.Remove(start, Cursor - start), start);
}
