using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>A cluster that is away, slow, or ends its watches in all the ways there are.</summary>
public sealed class ClusterAwayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_wait_in_the_queue_until_the_cluster_is_there()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        await platform.StopClusterAsync();
        await platform.StartServiceAsync();
        var id = (await platform.SubmitAsync()).Id;
        var waiting = await platform.GetAsync(id);
        Assert.Equal(JobState.Queued, waiting.State);
        Assert.NotNull(waiting.PendingReason);
        await platform.RestartClusterAsync();

        var name = await platform.ApplicationOfAsync(id);

        Assert.Single((await platform.GetAsync(id)).Attempts);
        Assert.NotNull(name);
    }

    [Fact]
    public async Task A_run_goes_on_after_the_cluster_was_away()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        await platform.StopClusterAsync();
        platform.Node.Ends(Space, $"{name}-driver", 0);
        Assert.Equal(JobState.Running, (await platform.GetAsync(id)).State);
        await platform.RestartClusterAsync();

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_written_anew_is_read_again()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        await platform.StopClusterAsync();
        await platform.RestartClusterAsync(samePort: false);
        platform.Server.Token = "another";
        platform.WriteKubeconfig("another");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    public static TheoryData<string> Endings => ["empty", "cut", "truncated", "ended", "gone", "gone event", "error event", "throttled"];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task However_a_watch_ends_the_next_change_is_seen(string ending)
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        Fault fault = ending switch
        {
            "empty" => new Fault.EndEmpty(),
            "cut" => new Fault.CutAfter(0),
            "truncated" => new Fault.CutAfter(700),
            "ended" => new Fault.EndAfter(1),
            "gone" => new Fault.Refuse(ApiException.Gone()),
            "gone event" => new Fault.ErrorEvent(ApiException.Gone()),
            "error event" => new Fault.ErrorEvent(new(500, "InternalError", "etcdserver: leader changed")),
            _ => new Fault.Refuse(new(429, "TooManyRequests", "Too many requests", retryAfter: 1)),
        };
        platform.Server.Faults.Next(request => request.Verb == "watch" && request.Plural is "sparkapplications" or "pods", fault, times: 6);
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_watch_that_is_silent_is_opened_again()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync(new KeyValuePair<string, string?>("JobService:SparkOperator:WatchSilenceSeconds", "2"));
        platform.Server.Faults.Next("watch", "sparkapplications", new Fault.Silence());
        platform.Server.Faults.Next("watch", "pods", new Fault.Silence());
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_history_that_was_compacted_is_listed_again_and_what_vanished_is_gone()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        await platform.StopClusterAsync();
        platform.Operator.IsUp = false;
        platform.Cluster.Remove("pods", Space, $"{name}-driver");
        platform.Cluster.Remove("sparkapplications", Space, name);
        platform.Cluster.Compact();
        await platform.RestartClusterAsync();

        Assert.Equal(JobState.Lost, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task Applications_of_others_are_shown_and_not_touched()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Cluster.Create("sparkapplications", Space, System.Text.Json.Nodes.JsonNode.Parse("""{"metadata":{"name":"by-hand"},"spec":{"type":"Scala","mainApplicationFile":"local:///x.jar"}}""")!.AsObject());
        platform.Node.Starts(Space, "by-hand-driver");
        platform.Cluster.Create("scheduledsparkapplications", Space, System.Text.Json.Nodes.JsonNode.Parse("""{"metadata":{"name":"nightly"},"spec":{"schedule":"0 3 * * *","timeZone":"Europe/Berlin"}}""")!.AsObject());
        string shown;
        do shown = await platform.Http.GetStringAsync("/api/v1/external-applications", Cancel); while (!shown.Contains("nightly", StringComparison.Ordinal) || !shown.Contains("RUNNING", StringComparison.Ordinal));

        Assert.Contains("\"state\":\"Running\"", shown, StringComparison.Ordinal);
        Assert.Contains("local:///x.jar", await platform.Http.GetStringAsync("/api/v1/external-applications/SparkApplication/spark-jobs/by-hand", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(platform.Server.Used.Keys, use => use.Verb is "create" or "patch" or "delete");
    }
}
