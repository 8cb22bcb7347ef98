using System.Text;
using Floe.Cli.Sql.Editing;

namespace Floe.Floe.Tests.Sql;

/// <summary>Keys that are there from the start, and all that was written. When the keys are at an end, somebody waits who should not.</summary>
internal sealed class FakeTerminal(int width = 80) : ITerminal
{
    private readonly Queue<ConsoleKeyInfo> _keys = new();
    private readonly StringBuilder _written = new();

    public int Width => width;

    public bool KeyAvailable => false;

    public string Written => _written.ToString();

    public Task<ConsoleKeyInfo> ReadKeyAsync(CancellationToken cancellationToken) =>
        _keys.TryDequeue(out var key) ? Task.FromResult(key) : throw new InvalidOperationException($"No more keys. Written so far: {_written}");

    public void Write(string text) => _written.Append(text);

    /// <summary>Characters as they are; a newline is Enter, a tab is Tab.</summary>
    public FakeTerminal Type(string text)
    {
        foreach (var c in text)
        {
            if (c == '\n') Press(ConsoleKey.Enter);
            else if (c == '\t') Press(ConsoleKey.Tab);
            else _keys.Enqueue(new(c, ConsoleKey.None, shift: false, alt: false, control: false));
        }
        return this;
    }

    public FakeTerminal Press(ConsoleKey key, int times = 1)
    {
        for (var i = 0; i < times; i++) _keys.Enqueue(new(key == ConsoleKey.Enter ? '\r' : '\0', key, shift: false, alt: false, control: false));
        return this;
    }

    public FakeTerminal Control(ConsoleKey key)
    {
        _keys.Enqueue(new('\0', key, shift: false, alt: false, control: true));
        return this;
    }
}
