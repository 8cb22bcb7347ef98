namespace Floe.Cli.Sql.Editing;

/// <summary>What a line editor needs of a terminal.</summary>
internal interface ITerminal
{
    /// <summary>In columns.</summary>
    int Width { get; }

    bool KeyAvailable { get; }

    Task<ConsoleKeyInfo> ReadKeyAsync(CancellationToken cancellationToken);

    /// <summary>Text with ANSI sequences.</summary>
    void Write(string text);
}
