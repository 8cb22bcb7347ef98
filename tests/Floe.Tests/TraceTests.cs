using System.Collections.Concurrent;
using System.Diagnostics;
using Floe.Cli.Platform;
using Floe.JobService.Client;
using Floe.S3Tables.Client;
using Floe.Testing;

namespace Floe.Floe.Tests;

public sealed class TraceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trace_runs_from_the_submit_over_the_engine_to_the_commit()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Floe.", StringComparison.Ordinal) || source.Name is "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            // From their start: the span of the run ends a moment after its job has.
            ActivityStarted = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var platform = await PlatformHost.StartAsync(new() { DataFolder = _folder.Path, AwsPort = 0, JobsPort = 0 }, Token);
        using var tablesHttp = SignedHttp.Create(platform.Aws);
        await new S3TablesClient(tablesHttp, platform.AwsEndpoint).CreateTableBucketAsync(new("traced"), Token);
        using var jobsHttp = new HttpClient { BaseAddress = platform.JobsEndpoint };
        var jobs = new JobsClient(jobsHttp);

        var job = await jobs.SubmitAsync(new() { TableBucket = "traced", Script = Scripts.ThreeRows("traced") }, cancellationToken: Token);
        await foreach (var happened in jobs.FollowAsync(job.Id, cancellationToken: Token))
            if (happened is JobEnded ended) Assert.True(ended.State == JobService.Contracts.JobState.Succeeded, ended.Reason);

        var trace = spans.Where(span => span.TraceId.ToString() == job.TraceId).ToList();
        foreach (var source in new[] { "Floe.JobService", "Floe.Engine", "Floe.S3Tables" }) Assert.Contains(trace, span => span.Source.Name == source);
        var commit = Assert.Single(trace, span => span.OperationName.Contains("commit", StringComparison.OrdinalIgnoreCase) && span.Source.Name == "Floe.S3Tables");
        Assert.Contains(Ancestors(commit, trace), span => span.Source.Name == "Floe.Engine");
        Assert.Contains(Ancestors(commit, trace), span => span.Source.Name == "Floe.JobService" && span.Kind == ActivityKind.Producer);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<Activity> Ancestors(Activity span, List<Activity> trace)
    {
        for (var current = Parent(span); current is not null; current = Parent(current)) yield return current;
        Activity? Parent(Activity child) => trace.Find(other => other.SpanId == child.ParentSpanId);
    }
}
