using Floe.Cli.Output;
using Spectre.Console;

namespace Floe.Cli.Demo;

/// <summary>A progress bar on a terminal, plain lines elsewhere.</summary>
internal sealed class ConsoleDisplay(IAnsiConsole console) : IDemoDisplay
{
    private const string Indent = "      ";

    public void Begin(int number, int total, string title) => console.MarkupLineInterpolated($"[bold]({number}/{total}) {title}[/]");

    public void Detail(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n')) console.WriteLine(Indent + line);
    }

    public Task<T> ProgressAsync<T>(Func<Action<double>, Task<T>> work) => ProgressBar.RunAsync(console, work);

    public void End(StepTiming timing) => console.MarkupLineInterpolated($"{Indent}[green]done[/] in {timing.Seconds:0.00} s");

    public void Finish(DemoReport report)
    {
        console.WriteLine();
        if (report.Rows is { } rows)
            console.MarkupLineInterpolated($"Rows generated {rows.Generated:N0}, written {rows.Written:N0}, read back {rows.ReadBack:N0}.");
        console.MarkupLineInterpolated($"[green]Every check held.[/] {report.Steps.Count} steps in {report.Seconds:0.00} s.");
    }
}
