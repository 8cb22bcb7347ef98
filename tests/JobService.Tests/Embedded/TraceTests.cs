using System.Collections.Concurrent;
using System.Diagnostics;
using Floe.JobService.Contracts;

namespace Floe.JobService.Tests.Embedded;

public sealed class TraceTests
{
    [Fact]
    public async Task One_trace_runs_from_the_submit_to_the_commit_in_the_catalog()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Floe.", StringComparison.Ordinal) || source.Name is "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        string trace;
        await using (var platform = await Platform.StartAsync())
        {
            var job = await platform.RunAsync("CREATE NAMESPACE s3tablesbucket.ns; CREATE TABLE s3tablesbucket.ns.t (id INT) USING iceberg; INSERT INTO s3tablesbucket.ns.t VALUES (1);");
            Assert.Equal((JobState.Succeeded, null), (job.State, job.Reason));
            trace = job.TraceId!;
        }

        var spans = ended.Where(span => span.TraceId.ToHexString() == trace).ToDictionary(span => span.SpanId);
        var commit = Assert.Single(spans.Values, span => span.Source.Name == "Floe.S3Tables" && span.DisplayName.StartsWith("commit", StringComparison.OrdinalIgnoreCase));
        var way = Ancestors(commit, spans).Select(span => span.Source.Name).ToList();
        Assert.Contains("Floe.Engine", way);
        Assert.Contains("Floe.JobService", way);
        Assert.Single(Ancestors(commit, spans), span => span.Kind == ActivityKind.Producer);
    }

    private static IEnumerable<Activity> Ancestors(Activity span, Dictionary<ActivitySpanId, Activity> spans)
    {
        while (spans.TryGetValue(span.ParentSpanId, out var parent))
        {
            yield return parent;
            span = parent;
        }
    }
}
