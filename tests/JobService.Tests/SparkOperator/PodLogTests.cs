using System.Diagnostics;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator.Logs;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>Logs of pods: each line once, whatever happens to the connections.</summary>
public sealed class PodLogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Lines_that_come_again_are_left_out_also_where_many_have_one_time_and_some_are_out_of_order()
    {
        var log = Enumerable.Range(0, 2000).Select(i => (long)(i / 7) + (i % 11 == 3 ? -2 : 0) + 1000).ToList();
        foreach (var cut in new[] { 1, 6, 7, 8, 500, 501, 1999 })
        {
            var position = new LogPosition();
            foreach (var line in log.Take(cut)) Assert.True(position.Take(line));
            position.Reopen();

            Assert.Equal(log.Count - cut, log.Count(position.Take));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Connections_cut_at_any_byte_lose_and_double_no_line(int seed)
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var random = new Random(seed);
        for (var i = 0; i < 5; i++) platform.Server.Faults.Next("get", "pods/log", new Fault.CutAfter(random.Next(0, 6000 + (i * 1000))));
        var (id, name) = await platform.RunningAsync();
        var log = platform.Node.LogOf(Space, $"{name}-driver");
        var written = new List<string>();
        var at = platform.Cluster.Now.AddSeconds(-30);
        for (var block = 0; block < 40; block++)
        {
            at = at.AddTicks(random.Next(0, 200_000));
            // Some of them at one time, some empty, some the same as others.
            var lines = Enumerable.Range(0, random.Next(1, 12)).Select(i => random.Next(5) == 0 ? "" : $"line {(random.Next(3) == 0 ? 0 : (block * 100) + i)} {new string('x', random.Next(0, 60))}").ToList();
            log.Write(at, lines);
            written.AddRange(lines);
            if (block % 8 == 0) await Task.Yield();
        }
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        Assert.Equal(written, (await platform.LogLinesAsync(id)).Where(line => line.Length == 0 || line.StartsWith("line ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_log_that_ends_while_the_container_runs_goes_on()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Server.Faults.Next("get", "pods/log", new Fault.EndAfter(1), times: 3);
        var (id, name) = await platform.RunningAsync();
        foreach (var word in new[] { "one", "two", "three", "four" })
        {
            platform.Node.Writes(Space, $"{name}-driver", word);
            await platform.UntilLogAsync(id, word);
        }
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        Assert.Equal(["one", "two", "three", "four"], (await platform.LogLinesAsync(id)).Where(line => line is "one" or "two" or "three" or "four"));
    }

    [Fact]
    public async Task Clocks_that_differ_by_hours_lose_no_line()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Cluster.Skew = TimeSpan.FromHours(-5);
        platform.Server.Faults.Next("get", "pods/log", new Fault.EndAfter(2), times: 2);
        var (id, name) = await platform.RunningAsync();
        foreach (var word in new[] { "one", "two", "three", "four", "five" }) platform.Node.Writes(Space, $"{name}-driver", word);
        await platform.UntilLogAsync(id, "five");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        Assert.Equal(["one", "two", "three", "four", "five"], (await platform.LogLinesAsync(id)).Where(line => line is "one" or "two" or "three" or "four" or "five"));
    }

    [Fact]
    public async Task Many_readers_cost_one_stream_of_the_cluster_and_executors_have_logs_of_their_own()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Operator.AddExecutor(Space, name, 1);
        platform.Node.Starts(Space, $"{name}-exec-1");
        platform.Node.Writes(Space, $"{name}-exec-1", "task 0 done");
        var readers = Enumerable.Range(0, 20).Select(_ => platform.UntilLogAsync(id, "for all")).ToList();
        platform.Node.Writes(Space, $"{name}-driver", "for all");
        await Task.WhenAll(readers);
        Assert.Equal(1, platform.Node.LogOf(Space, $"{name}-driver").Open);
        platform.Node.Ends(Space, $"{name}-exec-1", 0);
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        Assert.Equal(["task 0 done"], await platform.LogLinesAsync(id, "executor-1"));
    }

    [Fact]
    public async Task A_fast_log_is_kept_up_with()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        var log = platform.Node.LogOf(Space, $"{name}-driver");
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 100; i++) log.Write(platform.Cluster.Now, Enumerable.Range(i * 1000, 1000).Select(n => $"line {n}"));
        platform.Node.Ends(Space, $"{name}-driver", 0);
        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        TestContext.Current.TestOutputHelper?.WriteLine($"100,000 lines in {Stopwatch.GetElapsedTime(start)}");

        Assert.Equal(100_000, (await platform.LogLinesAsync(id)).Count(line => line.StartsWith("line ", StringComparison.Ordinal)));
    }
}
