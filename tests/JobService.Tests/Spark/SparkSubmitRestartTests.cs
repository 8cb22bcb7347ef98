using System.Diagnostics;
using System.Globalization;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Spark;

public sealed class SparkSubmitRestartTests
{
    /// <summary>Says each number once, and ends when it is let go by a file.</summary>
    private const string Counts = """
        import os, sys, time
        print('pid', os.getpid(), flush=True)
        n = 0
        while not os.path.exists(sys.argv[1]) and n < 2000:
            n += 1
            print('count', n, flush=True)
            time.sleep(0.05)
        print('last', n, flush=True)
        sys.exit(int(sys.argv[2]))
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, JobState.Succeeded)]
    [InlineData(3, JobState.Failed)]
    public async Task A_run_goes_on_when_the_service_is_killed_and_is_found_again(int code, JobState end)
    {
        using var spark = new FakeSpark();
        using var data = new TempFolder();
        var letGo = data.Sub("let-go");
        var job = spark.Job("counts.py", Counts);
        string id;
        using (var service = await ServiceProcess.StartAsync(spark, data.Path))
        {
            id = (await service.Client.SubmitAsync(SparkService.Job(job, letGo, code.ToString(CultureInfo.InvariantCulture)), cancellationToken: Cancel)).Id;
            await UntilLogAsync(service.Client, id, "count 5");
            await service.KillAsync();
        }

        await using var again = await SparkService.StartAsync(spark, data.Path);
        await UntilLogAsync(again.Client, id, "count 40");
        await File.WriteAllTextAsync(letGo, "", Cancel);
        var ended = await again.EndOfAsync(id);

        Assert.Equal(end, ended.State);
        Assert.Single(ended.Attempts);
        var lines = (await again.LogAsync(id)).Split('\n').Select(line => line.Split(" count ")).Where(parts => parts.Length == 2).Select(parts => int.Parse(parts[1], CultureInfo.InvariantCulture)).ToList();
        // A kill between a line and the note that it was taken over repeats some; none is lost and the order stays.
        Assert.Equal(Enumerable.Range(1, lines.Max()), lines.Distinct());
        Assert.Single((await again.LogAsync(id)).Split('\n'), line => line.Contains(" pid ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_ended_while_the_service_was_away_has_its_outcome()
    {
        using var spark = new FakeSpark();
        using var data = new TempFolder();
        var letGo = data.Sub("let-go");
        var job = spark.Job("counts.py", Counts);
        string id;
        using (var service = await ServiceProcess.StartAsync(spark, data.Path))
        {
            id = (await service.Client.SubmitAsync(SparkService.Job(job, letGo, "0"), cancellationToken: Cancel)).Id;
            await UntilLogAsync(service.Client, id, "count 5");
            await service.KillAsync();
        }
        await File.WriteAllTextAsync(letGo, "", Cancel);
        await UntilAsync(() => Directory.EnumerateFiles(data.Path, "exit.json", SearchOption.AllDirectories).Any());

        await using var again = await SparkService.StartAsync(spark, data.Path);
        var ended = await again.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Contains("last ", await again.LogAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_stops_leaves_the_run_alone_and_a_cancel_after_the_restart_ends_it()
    {
        using var spark = new FakeSpark();
        using var data = new TempFolder();
        var job = spark.Job("counts.py", Counts);
        string id;
        await using (var service = await SparkService.StartAsync(spark, data.Path))
        {
            id = (await service.SubmitAsync(job, data.Sub("never"), "0")).Id;
            await service.UntilLogAsync(id, "count 3");
            await service.StopAsync();
        }

        await using var again = await SparkService.StartAsync(spark, data.Path);
        await UntilLogAsync(again.Client, id, "count 30");
        await again.Client.CancelAsync(id, Cancel);

        Assert.Equal(JobState.Cancelled, (await again.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_run_whose_processes_are_gone_without_a_trace_is_lost()
    {
        using var spark = new FakeSpark();
        using var data = new TempFolder();
        var job = spark.Job("counts.py", Counts);
        string id;
        using (var service = await ServiceProcess.StartAsync(spark, data.Path))
        {
            id = (await service.Client.SubmitAsync(SparkService.Job(job, data.Sub("never"), "0"), cancellationToken: Cancel)).Id;
            await UntilLogAsync(service.Client, id, "count 5");
            var pid = (await service.Client.ReadLogAsync(id, Cancel)).Split(" pid ")[1].Split('\n')[0];
            await service.KillAsync();
            // The supervisor first, so that it cannot tell of the end.
            var supervisor = File.ReadAllText(Directory.EnumerateFiles(data.Path, "supervisor.json", SearchOption.AllDirectories).Single()).Split("\"pid\":")[1].Split(',')[0];
            foreach (var each in new[] { supervisor, pid })
            {
                using var process = Process.GetProcessById(int.Parse(each, CultureInfo.InvariantCulture));
                process.Kill();
            }
        }

        await using var again = await SparkService.StartAsync(spark, data.Path);
        var ended = await again.EndOfAsync(id);

        Assert.Equal(JobState.Lost, ended.State);
        Assert.Contains("no exit code", ended.Reason, StringComparison.Ordinal);
    }

    private static async Task UntilLogAsync(Client.JobsClient client, string id, string words)
    {
        await foreach (var line in client.FollowLogsAsync(id, cancellationToken: Cancel))
        {
            if (line.Text.Contains(words, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"The log of {id} ended without '{words}'.");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition()) await timer.WaitForNextTickAsync(Cancel);
    }
}
