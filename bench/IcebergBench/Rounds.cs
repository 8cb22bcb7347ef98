using System.Diagnostics;
using System.Globalization;

namespace Floe.IcebergBench;

/// <summary>Repeats a measure and shows the best, the median, the first (with code that is not compiled yet) and what was allocated.</summary>
internal static class Rounds
{
    public static async Task RunAsync(string name, int rounds, Func<Task> work, Func<double, string> rate)
    {
        var first = Stopwatch.GetTimestamp();
        await work();
        var cold = Stopwatch.GetElapsedTime(first).TotalSeconds;
        var seconds = new List<double>();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / rounds / (1024 * 1024);
        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} best {seconds[0] * 1000,7:F0} ms ({rate(seconds[0])}), median {seconds[rounds / 2] * 1000,7:F0} ms ({rate(seconds[rounds / 2])}), first {cold * 1000,5:F0} ms, {allocated} MiB allocated"));
    }

    public static string PerSecond(long count, double seconds) => string.Create(CultureInfo.InvariantCulture, $"{count / seconds:N0}/s");
}
