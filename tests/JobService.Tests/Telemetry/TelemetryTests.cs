using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const string Source = "Floe.JobService";

    [Fact]
    public async Task One_trace_runs_from_the_submit_through_the_run()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = Listen(ended);
        await using var service = await TestService.StartAsync();
        var job = await service.SubmitAsync("traced");
        var run = await service.Engine.NextRunningAsync();
        run.Fail("broken");
        var details = await service.EndOfAsync(job.Id);
        await service.StopAsync();

        var spans = ended.Where(span => span.TraceId.ToHexString() == details.TraceId && span.Source.Name == Source).ToList();
        var submit = Assert.Single(spans, span => span.Kind == ActivityKind.Producer);
        var consumer = Assert.Single(spans, span => span.Kind == ActivityKind.Consumer);
        Assert.Equal("submit traced", submit.DisplayName);
        Assert.Equal(submit.SpanId, consumer.ParentSpanId);
        Assert.Equal(job.Id, consumer.GetTagItem("job.run.id"));
        Assert.Equal("failure", consumer.GetTagItem("job.run.result"));
        Assert.Equal(ActivityStatusCode.Error, consumer.Status);
    }

    [Fact]
    public async Task Runs_are_measured_without_their_ids()
    {
        var measured = new ConcurrentQueue<(string Name, double Value, string Tags)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == Source) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, value, Text(tags))));
        listener.Start();
        await using var service = await TestService.StartAsync(engine: new ScriptedEngine { Name = "measured" });
        var job = await service.SubmitAsync();
        (await service.Engine.NextRunningAsync()).Fail("broken");
        await service.EndOfAsync(job.Id);
        await service.StopAsync();

        var mine = measured.Where(measurement => measurement.Tags.Contains("job.engine=measured", StringComparison.Ordinal)).ToList();
        Assert.Equal(0, mine.Where(measurement => measurement.Name == "job.run.active").Sum(measurement => measurement.Value));
        Assert.Single(mine, measurement => measurement.Name == "job.run.errors" && measurement.Tags.Contains("error.type=failure", StringComparison.Ordinal));
        Assert.Equal(["pending", "executing"], mine.Where(measurement => measurement.Name == "job.run.duration")
            .Select(measurement => measurement.Tags.Split("job.run.state=")[1].Split(' ')[0]));
        Assert.DoesNotContain(mine, measurement => measurement.Tags.Contains(job.Id, StringComparison.Ordinal));
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> ended)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Source or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
