using System.Diagnostics;
using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.JobsBench.Accepting;

/// <summary>Pages of 50 out of a long list.</summary>
internal static class ListBench
{
    private const int Rounds = 300;
    private const int WarmUp = 30;

    public static IReadOnlyList<(string Name, JobListQuery Query)> Queries { get; } =
    [
        ("newest", new()),
        ("oldest", new() { OldestFirst = true }),
        ("one state", new() { States = [JobState.Succeeded] }),
        ("a queue", new() { Queue = "held" }),
        ("a name that few have", new() { NamePrefix = "job-4242" }),
        ("a label that few have", new() { Labels = new Dictionary<string, string> { ["hundredth"] = "42" } }),
        ("created long ago", new() { CreatedBefore = DateTimeOffset.UtcNow.AddMinutes(-1) }),
    ];

    /// <summary>Submits until the list is so long.</summary>
    public static async Task FillAsync(BenchService service, int jobs, CancellationToken cancellationToken)
    {
        const int AtOnce = 128;
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i <= jobs; i = Interlocked.Increment(ref next))
            {
                var labels = new Dictionary<string, string> { ["team"] = $"t{i % 10}", ["hundredth"] = $"{i % 100}" };
                await service.Client.SubmitAsync(new JobDefinition { Name = $"job-{i}", TableBucket = "lake", Script = "SELECT 1", Engine = BenchService.Engine, Queue = "held", Labels = labels }, cancellationToken: cancellationToken);
            }
        }));
    }

    public static async Task<Latencies> RunAsync(BenchService service, JobListQuery query, CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        string? cursor = null;
        for (var i = 0; i < WarmUp + Rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            // Goes on from page to page, as somebody who scrolls does.
            var page = await service.Client.ListAsync(query with { Cursor = cursor }, cancellationToken);
            if (i >= WarmUp) latencies.Add(Stopwatch.GetElapsedTime(started));
            cursor = page.NextCursor;
        }
        return latencies;
    }
}
