using System.CommandLine;
using Floe.Testing;

namespace Floe.Bench;

/// <summary>The most memory a platform process ever held while it ingested a file, for a file and one ten times as big. Linux only: reads VmHWM.</summary>
internal static class MemoryBench
{
    public static Command Command()
    {
        var rows = new Option<long>("--rows") { Description = "Rows of the smaller file.", DefaultValueFactory = _ => 2_000_000 };
        var command = new Command("memory", "Peak memory of an ingest, and of one ten times as big.") { rows };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(rows), cancellationToken));
        return command;
    }

    private static async Task RunAsync(long rows, CancellationToken cancellationToken)
    {
        var small = await PeakAsync(rows, cancellationToken);
        var big = await PeakAsync(rows * 10, cancellationToken);
        Console.WriteLine($"{rows:N0} rows: {small:0} MiB; {rows * 10:N0} rows: {big:0} MiB; ratio {big / small:0.00}");
    }

    private static async Task<double> PeakAsync(long rows, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var platform = await RunningPlatform.StartAsync(folder.Path, cancellationToken);
        var job = new EmployeesJob(platform);
        await job.PrepareAsync(rows, cancellationToken);
        await job.RunAsync(cancellationToken);
        var status = await File.ReadAllLinesAsync($"/proc/{platform.Process.ProcessId}/status", cancellationToken);
        var peak = status.First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(peak) / 1024;
    }
}
