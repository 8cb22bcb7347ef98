using System.Text.Json.Nodes;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>Applications whose time to live is over. The operator of these tests is down: it would change what the test puts there.</summary>
public sealed class SweepTests
{
    [Fact]
    public async Task What_is_due_is_deleted_and_nothing_else()
    {
        await using var platform = await StartAsync();
        Put(platform, "due", deleteAfter: -1);
        Put(platform, "not-yet", deleteAfter: 60);
        Put(platform, "anothers", deleteAfter: -1, managedBy: "kustomize");
        Put(platform, "running", "RUNNING");
        Put(platform, "of-today", "COMPLETED", endedDaysAgo: 1);
        Put(platform, "forgotten", "FAILED", endedDaysAgo: 8);
        Put(platform, "forgotten-and-running", "FAILED", endedDaysAgo: 8);
        PutDriver(platform, "forgotten-and-running");
        await platform.UntilSeenAsync("forgotten-and-running");
        await platform.UntilSeenAsync(space => space.Pods.Count == 1);

        await platform.SweepAsync();

        Assert.Equal(["due", "forgotten"], Deleted(platform));
    }

    [Fact]
    public async Task One_that_a_run_looks_at_is_left_alone()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Cluster.Change(FakeOperator.Plural, Space, name, body => body["metadata"]!["annotations"]!["floe/delete-after"] = "2020-01-01T00:00:00Z");
        await platform.UntilSeenAsync(name, application => application.Metadata.Annotations?.DeleteAfter is not null);

        await platform.SweepAsync();

        Assert.Empty(Deleted(platform));
        platform.Node.Ends(Space, $"{name}-driver", 0);
        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_delete_that_is_refused_is_tried_again_the_next_time()
    {
        await using var platform = await StartAsync();
        Put(platform, "due", deleteAfter: -1);
        await platform.UntilSeenAsync("due");
        platform.Server.Faults.Next("delete", FakeOperator.Plural, new Fault.Refuse(new ApiException(403, "Forbidden", "not now")));
        await platform.SweepAsync();
        Assert.Empty(Deleted(platform));

        await platform.SweepAsync();

        Assert.Equal(["due"], Deleted(platform));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task The_time_to_live_is_counted_by_the_clock_of_the_cluster_whatever_that_of_the_service_says(int hours)
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Cluster.Skew = TimeSpan.FromHours(hours);
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync(Job(new() { MainFile = "s3://data/pi.py", TimeToLiveSeconds = 3600 }));
        platform.Node.Ends(Space, $"{name}-driver", 0);
        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        await platform.UntilSeenAsync(name, application => application.Metadata.Annotations?.DeleteAfter is not null);
        platform.Operator.IsUp = false;

        await platform.SweepAsync();
        Assert.Empty(Deleted(platform));

        platform.Cluster.Skew += TimeSpan.FromSeconds(3700);
        await platform.HearTheTimeAsync();
        await platform.SweepAsync();
        Assert.Equal([name], Deleted(platform));
    }

    private static async Task<OperatorPlatform> StartAsync()
    {
        var platform = await OperatorPlatform.StartAsync();
        platform.Operator.IsUp = false;
        return platform;
    }

    private static IEnumerable<string> Deleted(OperatorPlatform platform) =>
        platform.Cluster.List(FakeOperator.Plural, Space).Where(application => application.Read()["metadata"]!["deletionTimestamp"] is not null).Select(application => application.Name);

    private static void Put(OperatorPlatform platform, string name, string state = "COMPLETED", int? deleteAfter = null, int? endedDaysAgo = null, string managedBy = "floe")
    {
        var annotations = new JsonObject();
        if (deleteAfter is { } minutes) annotations["floe/delete-after"] = Stamp(platform, TimeSpan.FromMinutes(minutes));
        var status = new JsonObject { ["applicationState"] = new JsonObject { ["state"] = state } };
        if (endedDaysAgo is { } days) status["terminationTime"] = Stamp(platform, TimeSpan.FromDays(-days));
        platform.Cluster.Create(FakeOperator.Plural, Space, new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = managedBy, ["floe/job-id"] = name }, ["annotations"] = annotations },
            ["spec"] = new JsonObject(),
            ["status"] = status,
        });
    }

    private static void PutDriver(OperatorPlatform platform, string name) => platform.Cluster.Create("pods", Space, new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"{name}-driver", ["labels"] = new JsonObject { ["spark-role"] = "driver", ["floe/job-id"] = name } },
        ["status"] = new JsonObject { ["phase"] = "Running" },
    });

    private static string Stamp(OperatorPlatform platform, TimeSpan from) => (platform.Cluster.Now + from).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
