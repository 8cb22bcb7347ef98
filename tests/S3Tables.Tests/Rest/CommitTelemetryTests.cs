using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.Rest;

public sealed class CommitTelemetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commits_are_traced_and_counted_by_outcome()
    {
        const string Namespace = "telemetry";
        var traced = new ConcurrentBag<string?>();
        var counted = new ConcurrentBag<string?>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Floe.S3Tables",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "commit" && activity.GetTagItem("iceberg.table") as string == $"{Namespace}.t") traced.Add(activity.GetTagItem("iceberg.commit.outcome") as string);
            },
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "floe.s3tables.commits") listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value as string));
        meters.Start();

        await using var lake = await Lake.StartAsync();
        await lake.CreateTableAsync(@namespace: Namespace);
        using var catalog = lake.OpenCatalog();
        var table = new TableIdentifier(Namespace, "t");
        await catalog.CommitTableAsync(table, [], [Commits.Property("a", "b")], Cancellation);
        await catalog.CommitTableAsync(table, [], [Commits.Property("a", "b")], Cancellation);
        await Assert.ThrowsAsync<CommitFailedException>(() => catalog.CommitTableAsync(table, [new AssertCreate()], [], Cancellation));

        Assert.Equal(["Committed", "Conflict", "NoChange"], traced.Order());
        Assert.Superset(traced.ToHashSet(), counted.ToHashSet());
    }
}
