namespace Floe.Cli.Sql.Editing;

/// <summary>The terminal of this process. Ctrl+C is a key while this lives: it ends a statement, not the program.</summary>
internal sealed class ConsoleTerminal : ITerminal, IDisposable
{
    public ConsoleTerminal() => Console.TreatControlCAsInput = true;

    /// <summary>Some terminals do not know their size; 80 is what they had at first.</summary>
    public int Width => Console.WindowWidth > 0 ? Console.WindowWidth : 80;

    public bool KeyAvailable => Console.KeyAvailable;

    /// <summary>Reading a key blocks its thread. Where the wait is cancelled the program ends, and the thread with it.</summary>
    public Task<ConsoleKeyInfo> ReadKeyAsync(CancellationToken cancellationToken) => Task.Run(() => Console.ReadKey(intercept: true), cancellationToken).WaitAsync(cancellationToken);

    public void Write(string text) => Console.Write(text);

    public void Dispose() => Console.TreatControlCAsInput = false;
}
