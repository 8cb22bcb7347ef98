namespace Floe.Cli.Sql.Editing;

/// <summary>Keys in the order they were pressed, also those pressed while something else went on.</summary>
internal sealed class KeySource(ITerminal terminal)
{
    /// <summary>How often a key is looked for while a statement runs: short enough to feel at once.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(40);

    private readonly Queue<ConsoleKeyInfo> _early = new();

    public static bool IsControlC(ConsoleKeyInfo key) => key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control };

    public Task<ConsoleKeyInfo> ReadAsync(CancellationToken cancellationToken) =>
        _early.TryDequeue(out var key) ? Task.FromResult(key) : terminal.ReadKeyAsync(cancellationToken);

    /// <summary>Waits for work, and calls it off at Ctrl+C, with what was typed ahead.</summary>
    public async Task WatchAsync(Task work, Action cancel, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(work, Task.Delay(Look, cancellationToken)) != work)
        {
            while (terminal.KeyAvailable)
            {
                var key = await terminal.ReadKeyAsync(cancellationToken);
                if (!IsControlC(key))
                {
                    _early.Enqueue(key);
                    continue;
                }
                _early.Clear();
                cancel();
            }
        }
    }
}
