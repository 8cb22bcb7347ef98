using System.Text;

namespace Floe.Cli.Sql.Editing;

/// <summary>Reads a statement from the keys of a terminal: several lines, with history and completion, under the keys that shells have.</summary>
/// <param name="isComplete">Whether Enter ends the text; else it begins a new line.</param>
internal sealed class LineEditor(ITerminal terminal, KeySource keys, LineHistory history, ICompleter completer, Func<string, bool> isComplete)
{
    private const int MaxListed = 200;

    private readonly LineBuffer _buffer = new();
    private string _prompt = "";
    private int _shownCursorRow;
    private int _place;
    private string _typed = "";

    public async Task<TypedLine> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        _prompt = prompt;
        _buffer.Set("");
        _shownCursorRow = 0;
        _place = history.Entries.Count;
        Draw();
        while (true)
        {
            var key = await keys.ReadAsync(cancellationToken);
            if (End(key) is { } end)
            {
                _buffer.Set(_buffer.Text);
                Draw();
                terminal.Write(end == TypedEnd.Discarded ? "^C\r\n" : "\r\n");
                if (end == TypedEnd.Accepted) history.Add(_buffer.Text);
                return new(end, end == TypedEnd.Accepted ? _buffer.Text : "");
            }
            if (key.Key == ConsoleKey.Tab) await CompleteAsync(cancellationToken);
            else Edit(key);
            // What is pasted is drawn once, and no half of a surrogate pair is.
            if (!terminal.KeyAvailable && !char.IsHighSurrogate(key.KeyChar)) Draw();
        }
    }

    private TypedEnd? End(ConsoleKeyInfo key)
    {
        if (KeySource.IsControlC(key)) return TypedEnd.Discarded;
        if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _buffer.Text.Length == 0) return TypedEnd.Ended;
        return IsEnter(key) && isComplete(_buffer.Text) ? TypedEnd.Accepted : null;
    }

    private static bool IsEnter(ConsoleKeyInfo key) => key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n';

    private void Edit(ConsoleKeyInfo key)
    {
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control) && EditWithControl(key.Key)) return;
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow: _buffer.Left(); break;
            case ConsoleKey.RightArrow: _buffer.Right(); break;
            case ConsoleKey.Home: _buffer.Home(); break;
            case ConsoleKey.End: _buffer.End(); break;
            case ConsoleKey.UpArrow when !_buffer.IsOnFirstLine: _buffer.Up(); break;
            case ConsoleKey.DownArrow when !_buffer.IsOnLastLine: _buffer.Down(); break;
            case ConsoleKey.UpArrow: Recall(-1); break;
            case ConsoleKey.DownArrow: Recall(1); break;
            case ConsoleKey.Backspace: _buffer.Backspace(); break;
            case ConsoleKey.Delete: _buffer.Delete(); break;
            case ConsoleKey.Escape: break;
            default:
                if (IsEnter(key)) _buffer.Insert("\n");
                else if (!char.IsControl(key.KeyChar)) _buffer.Insert(key.KeyChar.ToString());
                break;
        }
    }

    /// <returns>Whether the key means something here.</returns>
    private bool EditWithControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A: _buffer.Home(); break;
            case ConsoleKey.E: _buffer.End(); break;
            case ConsoleKey.B: _buffer.Left(); break;
            case ConsoleKey.F: _buffer.Right(); break;
            case ConsoleKey.LeftArrow: _buffer.WordLeft(); break;
            case ConsoleKey.RightArrow: _buffer.WordRight(); break;
            case ConsoleKey.D: _buffer.Delete(); break;
            case ConsoleKey.H: _buffer.Backspace(); break;
            case ConsoleKey.W or ConsoleKey.Backspace: _buffer.DeleteWordBack(); break;
            case ConsoleKey.U: _buffer.DeleteToLineStart(); break;
            case ConsoleKey.K: _buffer.DeleteToLineEnd(); break;
            case ConsoleKey.P: Recall(-1); break;
            case ConsoleKey.N: Recall(1); break;
            case ConsoleKey.L:
                terminal.Write("\e[H\e[2J");
                _shownCursorRow = 0;
                break;
            default: return false;
        }
        return true;
    }

    /// <summary>What was being typed is the newest entry while older ones are looked at.</summary>
    private void Recall(int step)
    {
        var place = _place + step;
        if (place < 0 || place > history.Entries.Count) return;
        if (_place == history.Entries.Count) _typed = _buffer.Text;
        _place = place;
        _buffer.Set(place == history.Entries.Count ? _typed : history.Entries[place]);
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var completion = await completer.CompleteAsync(_buffer.Text, _buffer.Cursor, cancellationToken);
        var word = _buffer.BeforeCursor[completion.Start..];
        if (word.Length == 0 && _buffer.BeforeCursor.Split('\n')[^1].Trim().Length == 0)
            _buffer.Insert("  ");
        else if (completion.Candidates.Count == 0)
            terminal.Write("\a");
        else if (completion.Candidates.Count == 1 || completion.CommonStart.Length > word.Length)
            _buffer.ReplaceBack(completion.Start, completion.CommonStart);
        else
            List(completion.Candidates);
    }

    /// <summary>Below the text, which is drawn again after it.</summary>
    private void List(IReadOnlyList<string> candidates)
    {
        var width = candidates.Max(Engine.DisplayWidth.Of) + 2;
        var perLine = Math.Max(1, terminal.Width / width);
        var cursor = _buffer.Cursor;
        var lines = candidates.Take(MaxListed).Chunk(perLine).Select(line => string.Concat(line.Select(candidate => Engine.DisplayWidth.PadRight(candidate, width))).TrimEnd());
        var more = candidates.Count > MaxListed ? $"... and {candidates.Count - MaxListed} more\r\n" : "";
        var layout = ScreenLayout.Of(_prompt, Continuation, _buffer.Text, cursor, terminal.Width);
        var down = layout.Rows.Count - 1 - layout.CursorRow;
        terminal.Write((down > 0 ? $"\e[{down}B" : "") + "\r\n" + string.Concat(lines.Select(line => line + "\r\n")) + more);
        _shownCursorRow = 0;
    }

    private string Continuation => "...> ".PadLeft(Engine.DisplayWidth.Of(_prompt));

    /// <summary>Draws prompt and text over what is there of them.</summary>
    private void Draw()
    {
        var layout = ScreenLayout.Of(_prompt, Continuation, _buffer.Text, _buffer.Cursor, terminal.Width);
        var text = new StringBuilder("\r");
        if (_shownCursorRow > 0) text.Append($"\e[{_shownCursorRow}A");
        text.Append("\e[J").AppendJoin("\r\n", layout.Rows).Append('\r');
        var up = layout.Rows.Count - 1 - layout.CursorRow;
        if (up > 0) text.Append($"\e[{up}A");
        if (layout.CursorColumn > 0) text.Append($"\e[{layout.CursorColumn}C");
        terminal.Write(text.ToString());
        _shownCursorRow = layout.CursorRow;
    }
}
