using Spectre.Console;

namespace Floe.Cli.Demo;

/// <summary>Shows the walk step by step: a progress bar while a step runs on a terminal, plain lines elsewhere.</summary>
internal sealed class StepReporter(IAnsiConsole console, TimeProvider time, int total)
{
    private readonly List<StepTiming> _timings = [];

    public IReadOnlyList<StepTiming> Timings => _timings;

    public async Task<T> RunAsync<T>(string title, Func<IProgress<double>, Task<T>> work)
    {
        var heading = $"[{_timings.Count + 1}/{total}] {title}";
        console.WriteLine(heading);
        var started = time.GetTimestamp();
        var result = console.Profile.Capabilities.Interactive ? await ShowBarAsync(work) : await work(new Progress<double>());
        var elapsed = time.GetElapsedTime(started);
        _timings.Add(new(title, elapsed.TotalSeconds));
        console.MarkupLineInterpolated($"      [green]done[/] in {elapsed.TotalSeconds:0.00} s");
        return result;
    }

    public Task RunAsync(string title, Func<IProgress<double>, Task> work) => RunAsync(title, async progress =>
    {
        await work(progress);
        return true;
    });

    /// <summary>Text that belongs to the running step, indented below its heading.</summary>
    public void Detail(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n')) console.WriteLine($"      {line}");
    }

    /// <summary>The bar appears with the first progress report and is gone when the step ends, so steps that only log show no bar.</summary>
    private async Task<T> ShowBarAsync<T>(Func<IProgress<double>, Task<T>> work)
    {
        return await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("", autoStart: true, maxValue: 1);
                return work(new Progress<double>(share => bar.Value = share));
            });
    }
}

internal sealed record StepTiming(string Step, double Seconds);
