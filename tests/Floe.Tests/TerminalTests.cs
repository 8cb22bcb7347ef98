using Floe.Cli.Demo;
using Floe.Cli.Output;
using Floe.Testing;
using Spectre.Console;

namespace Floe.Floe.Tests;

/// <summary>What a terminal shows; elsewhere there are plain lines, as the other tests see them.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task A_terminal_shows_a_bar_while_the_work_goes_on()
    {
        var output = new StringWriter();
        var console = OnTerminal(output);

        var result = await ProgressBar.RunAsync(console, async report =>
        {
            report(0.5);
            await Task.Yield();
            report(1);
            return 7;
        });

        Assert.Equal(7, result);
        Assert.Contains("100%", output.ToString());
    }

    [Fact]
    public async Task The_demo_walks_on_a_terminal_too()
    {
        using var folder = new TemporaryFolder();
        var output = new StringWriter();

        await new DemoWalk(new DemoOptions(Rows: 20, Seed: 1, Keep: false), new ConsoleDisplay(OnTerminal(output)), TimeProvider.System).RunAsync(folder.Path, TestContext.Current.CancellationToken);

        Assert.Contains("Every check held.", output.ToString());
    }

    private static IAnsiConsole OnTerminal(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        return console;
    }
}
