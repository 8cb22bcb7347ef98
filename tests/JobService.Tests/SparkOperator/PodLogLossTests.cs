using System.Globalization;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>What a cluster can do to a log: turn it over, throw it away, give its pod's name to another. Nothing is lost in silence.</summary>
public sealed class PodLogLossTests
{
    private static readonly ApiException Broken = new(500, "InternalError", "the kubelet does not answer");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_beyond_the_limit_of_streams_are_copied_when_their_pods_have_ended()
    {
        await using var platform = await OperatorPlatform.StartAsync(Limit("MaxLogStreams", 1));
        var (first, one) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{one}-driver", "followed");
        await platform.UntilLogAsync(first, "followed");
        var others = new List<(string Id, string Name)>();
        for (var i = 0; i < 3; i++) others.Add(await platform.RunningAsync());
        foreach (var (_, name) in others) platform.Node.LogOf(Space, $"{name}-driver").Write(platform.Cluster.Now, Enumerable.Range(0, 500).Select(line => $"line {line}"));
        Assert.All(others, other => Assert.Equal(0, platform.Node.LogOf(Space, $"{other.Name}-driver").Opened));
        foreach (var (_, name) in others) platform.Node.Ends(Space, $"{name}-driver", 0);

        foreach (var (id, _) in others)
        {
            Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
            Assert.Equal(Enumerable.Range(0, 500).Select(line => $"line {line}"), (await platform.LogLinesAsync(id)).Where(line => line.StartsWith("line ", StringComparison.Ordinal)));
        }
        platform.Node.Ends(Space, $"{one}-driver", 0);
        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(first)).State);
    }

    [Fact]
    public async Task A_place_that_becomes_free_is_taken_by_one_that_waited()
    {
        await using var platform = await OperatorPlatform.StartAsync(Limit("MaxLogStreams", 1));
        var (first, one) = await platform.RunningAsync();
        var (second, two) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{two}-driver", "waited");
        platform.Node.Ends(Space, $"{one}-driver", 0);
        await platform.EndOfAsync(first);

        await platform.UntilLogAsync(second, "waited");
        platform.Node.Ends(Space, $"{two}-driver", 0);
        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(second)).State);
    }

    [Fact]
    public async Task A_log_that_is_read_late_and_begins_long_after_its_container_says_that_its_beginning_is_gone()
    {
        await using var platform = await OperatorPlatform.StartAsync(Limit("MaxLogStreams", 1));
        await platform.RunningAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "thrown away");
        platform.Node.LogOf(Space, $"{name}-driver").Rotate();
        platform.Node.LogOf(Space, $"{name}-driver").Write(platform.Cluster.Now.AddMinutes(10), "the rest");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        var log = await platform.LogLinesAsync(id);
        Assert.Contains(log, line => line.StartsWith("[floe] The log begins ", StringComparison.Ordinal));
        Assert.Contains("the rest", log);
    }

    [Fact]
    public async Task A_log_that_is_turned_over_while_nobody_could_read_it_says_where_lines_may_be_missing()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Server.Faults.Next("get", "pods/log", new Fault.CutAfter(100));
        var (id, name) = await platform.RunningAsync();
        platform.Server.Faults.Next("get", "pods/log", new Fault.Refuse(Broken), times: 2);
        var log = platform.Node.LogOf(Space, $"{name}-driver");
        log.Write(platform.Cluster.Now, "read");
        await platform.UntilLogAsync(id, "read");
        // Longer than the connection lives: it breaks in this line.
        log.Write(platform.Cluster.Now.AddSeconds(1), new string('x', 200));
        log.Rotate();
        log.Write(platform.Cluster.Now.AddSeconds(2), "after");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        Assert.Equal(["read", "[floe] Lines may be missing here: the node has thrown away what it had before the next one.", "after"], (await platform.LogLinesAsync(id)).SkipWhile(line => line != "read").Take(3));
    }

    [Fact]
    public async Task A_log_that_was_read_to_its_end_before_it_was_turned_over_has_no_gap()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Server.Faults.Next("get", "pods/log", new Fault.EndAfter(1));
        var (id, name) = await platform.RunningAsync();
        var log = platform.Node.LogOf(Space, $"{name}-driver");
        log.Write(platform.Cluster.Now, "before");
        await platform.UntilLogAsync(id, "before");
        log.Rotate();
        log.Write(platform.Cluster.Now.AddSeconds(2), "after");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        Assert.Equal(["before", "after"], (await platform.LogLinesAsync(id)).SkipWhile(line => line != "before").Take(2));
    }

    [Fact]
    public async Task Of_two_drivers_of_one_name_each_has_its_own_lines_in_the_log()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        // The first driver's log cannot be read before the second driver has its name.
        platform.Server.Faults.Next("get", "pods/log", new Fault.Refuse(Broken), times: 1000);
        var (id, name) = await platform.RunningAsync(Repeated());
        platform.Node.Writes(Space, $"{name}-driver", "first");
        await AgainAsync(platform, id, name);
        platform.Server.Faults.Clear();
        platform.Node.Writes(Space, $"{name}-driver", "second");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        var log = await platform.LogLinesAsync(id);
        Assert.Single(log, "second");
        Assert.Contains($"[floe] The pod {name}-driver was deleted before its log was read to the end: what is missing is lost.", log);
        Assert.True(Array.FindIndex(log, line => line.Contains("is lost", StringComparison.Ordinal)) < Array.FindIndex(log, line => line.Contains("Execution 2 begins", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_that_was_away_between_two_executions_marks_the_second_once_and_doubles_no_line()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync(Repeated());
        platform.Node.Writes(Space, $"{name}-driver", "first");
        await platform.UntilLogAsync(id, "first");
        await platform.StopServiceAsync();
        platform.Node.Ends(Space, $"{name}-driver", 1);
        platform.Cluster.Skew = TimeSpan.FromMinutes(1);
        platform.Operator.Reconcile(Space, name);
        platform.Node.Starts(Space, $"{name}-driver");
        // Older than the last of the first driver: another node, with another clock.
        platform.Node.LogOf(Space, $"{name}-driver").Write(platform.Cluster.Now.AddHours(-1), "second", "third");
        await platform.StartServiceAsync();
        await platform.UntilLogAsync(id, "third");
        await platform.StopServiceAsync();
        await platform.StartServiceAsync();
        platform.Node.LogOf(Space, $"{name}-driver").Write(platform.Cluster.Now, "fourth");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        var job = await platform.EndOfAsync(id);

        Assert.Equal([(1, JobState.Lost), (2, JobState.Succeeded)], Assert.Single(job.Attempts).Executions!.Select(execution => (execution.Number, execution.State)));
        var log = await platform.LogLinesAsync(id);
        Assert.Equal(["first", "[floe] Execution 2", "second", "third", "fourth"], log.Select(line => line.Split(" begins")[0]).Where(line => line is "first" or "second" or "third" or "fourth" or "[floe] Execution 2"));
    }

    [Fact]
    public async Task The_log_of_a_driver_that_never_ran_says_so_and_what_it_waited_for()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var id = (await platform.SubmitAsync()).Id;
        var pod = $"{await platform.ApplicationOfAsync(id)}-driver";
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, pod));
        platform.Node.Unschedulable(Space, pod, "0/3 nodes are available: 3 Insufficient cpu.");
        await platform.UntilLogAsync(id, "[floe] Pending: No node takes the driver pod (Unschedulable): 0/3 nodes are available: 3 Insufficient cpu.");
        await platform.Client.CancelAsync(id, Cancel);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, pod)?.Read()["metadata"]!["deletionTimestamp"]);
        platform.Node.Removes(Space, pod);

        var job = await platform.EndOfAsync(id);

        Assert.Contains("[floe] The driver never ran, so that there is no log of it.", await platform.LogLinesAsync(id));
        Assert.Equal(JobState.Cancelled, Assert.Single(Assert.Single(job.Attempts).Executions!).State);
    }

    [Fact]
    public async Task What_the_node_says_of_a_log_that_it_cannot_read_stands_in_it()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.LogOf(Space, $"{name}-driver").Remark("unable to retrieve container logs for containerd://4f3");
        await platform.UntilLogAsync(id, "[floe] The node says of this log: unable to retrieve container logs for containerd://4f3");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    private static KeyValuePair<string, string?> Limit(string key, int value) => new($"JobService:SparkOperator:{key}", value.ToString(CultureInfo.InvariantCulture));

    private static JobDefinition Repeated() => Job(new() { MainFile = "s3://data/pi.py", Restart = new() { OnFailureRetries = 1, OnFailureRetryInterval = 30 } });

    /// <summary>The driver fails, and the operator starts another one in its place.</summary>
    private static async Task AgainAsync(OperatorPlatform platform, string id, string name)
    {
        platform.Node.Ends(Space, $"{name}-driver", 1);
        await platform.UntilStateAsync(id, JobState.Retrying);
        platform.Cluster.Skew = TimeSpan.FromMinutes(1);
        platform.Operator.Reconcile(Space, name);
        platform.Node.Starts(Space, $"{name}-driver");
        await platform.UntilStateAsync(id, JobState.Running, "attempt 2");
    }
}
