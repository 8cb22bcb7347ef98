using Spectre.Console;

namespace Floe.Cli.Output;

internal static class ProgressBar
{
    /// <summary>Shows a bar while the work goes on, where there is a terminal to show it on. The work reports its share done, 0 to 1.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, Func<Action<double>, Task<T>> work) => console.Profile.Capabilities.Interactive
        ? console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("working", maxValue: 1);
                return work(share => bar.Value = share);
            })
        : work(_ => { });
}
