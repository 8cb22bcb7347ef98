using System.Diagnostics;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Accepting;

/// <summary>Submits as fast as so many callers can, each waiting for its 202: each is on disk by then.</summary>
internal static class AcceptBench
{
    public static async Task<string> RunAsync(BenchService service, int clients, TimeSpan time, CancellationToken cancellationToken)
    {
        await CallAsync(service, TimeSpan.FromSeconds(2), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var all = new Latencies();
        foreach (var one in await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => CallAsync(service, time, cancellationToken)))) all.Add(one);
        return $"{all.Count / Stopwatch.GetElapsedTime(started).TotalSeconds:0} jobs/s with {clients} callers, {all}";
    }

    private static async Task<Latencies> CallAsync(BenchService service, TimeSpan time, CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < time;)
        {
            var started = Stopwatch.GetTimestamp();
            await service.Client.SubmitAsync(Job, Guid.NewGuid().ToString("N"), cancellationToken);
            latencies.Add(Stopwatch.GetElapsedTime(started));
        }
        return latencies;
    }

    private static JobDefinition Job { get; } = new()
    {
        Name = "accept",
        TableBucket = "lake",
        Script = "SELECT 1",
        Engine = BenchService.Engine,
        Queue = "held",
        Labels = new Dictionary<string, string> { ["team"] = "bench" },
    };
}
