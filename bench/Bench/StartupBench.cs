using System.CommandLine;
using System.Diagnostics;
using Floe.Testing;

namespace Floe.Bench;

/// <summary>From process start to <c>ready</c>, and the whole demo, of a published build.</summary>
internal static class StartupBench
{
    public static Command Command()
    {
        var program = new Option<FileInfo>("--program") { Description = "floe of a published build.", Required = true };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7 };
        var command = new Command("startup", "Time to ready, and of the demo, of a published build.") { program, rounds };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(program)!.FullName, parsed.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(string program, int rounds, CancellationToken cancellationToken)
    {
        List<double> ready = [], demo = [];
        for (var round = 0; round < rounds; round++)
        {
            ready.Add(await ReadyAsync(program, cancellationToken));
            demo.Add(await Measure.SecondsAsync(() => DemoAsync(program, cancellationToken)));
        }
        Console.WriteLine($"floe up ready after {Measure.Median(ready):0.00} s (median of {rounds}; {ready.Min():0.00} to {ready.Max():0.00})");
        Console.WriteLine($"floe demo --rows 100 took {Measure.Median(demo):0.00} s (median of {rounds}; {demo.Min():0.00} to {demo.Max():0.00})");
    }

    private static async Task<double> ReadyAsync(string program, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var started = Stopwatch.GetTimestamp();
        using var process = Start(program, "up", "--data-dir", folder.Path, "--aws-port", "0", "--port", "0");
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (line == "ready") break;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
        return seconds;
    }

    private static async Task DemoAsync(string program, CancellationToken cancellationToken)
    {
        using var process = Start(program, "demo", "--rows", "100");
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"floe demo ended with {process.ExitCode}.");
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
}
