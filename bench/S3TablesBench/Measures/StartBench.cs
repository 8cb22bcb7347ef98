using System.CommandLine;
using System.Diagnostics;
using Floe.S3TablesBench.Peers;

namespace Floe.S3TablesBench.Measures;

/// <summary>From process start to <c>ready</c>, and the memory of a service nobody calls.</summary>
internal static class StartBench
{
    private const int Starts = 5;

    public static Command Command()
    {
        var command = new Command("start", "Time to ready on an empty folder, and idle memory.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var folder = Directory.CreateTempSubdirectory("floe-bench-");
            await PrintStartsAsync(folder.FullName, "on an empty folder", cancellationToken);
            folder.Delete(recursive: true);
        });
        return command;
    }

    /// <summary>The first start is printed alone: it is the one that cleans up.</summary>
    public static async Task PrintStartsAsync(string folder, string when, CancellationToken cancellationToken)
    {
        var (seconds, resident) = (new List<double>(), 0d);
        for (var i = 0; i < Starts; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var floe = await FloePeer.StartAsync(folder, cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            floe.Call(floe.S3.Sign("GET", "/"));
            resident = floe.Process.Resident;
        }
        Console.WriteLine($"ready {when}: first {seconds[0]:0.00} s, median of {Starts} {seconds.Order().ElementAt(Starts / 2):0.00} s; idle {resident:0} MiB");
    }
}
