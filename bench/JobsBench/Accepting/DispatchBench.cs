using System.Diagnostics;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Accepting;

/// <summary>From accept to the engine, for jobs that come a little slower than the operator could take them, while many others wait in another queue.</summary>
internal static class DispatchBench
{
    private const double Share = 0.9;

    public static async Task<string> RunAsync(BenchService service, TimeSpan time, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / (BenchService.OperatorRate * Share)));
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < time;)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            ids.Add((await service.Client.SubmitAsync(new JobDefinition { Name = "dispatch", TableBucket = "lake", Script = "SELECT 1", Engine = BenchService.Engine }, cancellationToken: cancellationToken)).Id);
        }
        var lags = new Latencies();
        foreach (var id in ids)
        {
            await foreach (var _ in service.Client.FollowAsync(id, cancellationToken: cancellationToken)) { }
            var job = await service.Client.GetAsync(id, cancellationToken);
            lags.Add(job.StartedAt!.Value - job.CreatedAt);
        }
        return $"lag at {BenchService.OperatorRate * Share:0.0} jobs/s of {BenchService.OperatorRate}: {lags}";
    }
}
