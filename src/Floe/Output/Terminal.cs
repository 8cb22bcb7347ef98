using Spectre.Console;

namespace Floe.Cli.Output;

internal static class Terminal
{
    /// <summary>A redirected output has no width: lines must reach files and pipes as they are.</summary>
    private const int UnlimitedWidth = 10_000;

    public static IAnsiConsole Create(TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal) console.Profile.Width = UnlimitedWidth;
        return console;
    }
}
