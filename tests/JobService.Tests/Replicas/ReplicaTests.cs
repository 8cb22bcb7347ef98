using System.Diagnostics;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Embedded;
using Floe.JobService.Tests.Support;
using Npgsql;

namespace Floe.JobService.Tests.Replicas;

/// <summary>Real processes over one PostgreSQL database and one S3 Tables service. Each job writes its own row, so a job that ran twice shows in the table.</summary>
public sealed class ReplicaTests
{
    private const int Jobs = 24;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_leader_that_is_killed_or_stopped_is_replaced_and_no_job_runs_twice(bool killed)
    {
        // SIGSTOP is of Unix.
        Assert.SkipWhen(OperatingSystem.IsWindows() && !killed, "Windows has no SIGSTOP.");
        using var folder = new TempFolder();
        var database = await (await PostgresServer.OfThisRunAsync()).DatabaseAsync(folder.Path);
        await using var platform = await Platform.StartAsync();
        await platform.RunAsync("CREATE NAMESPACE s3tablesbucket.ns; CREATE TABLE s3tablesbucket.ns.t (i INT)");
        await using var one = await StartAsync(folder, "one", platform, database);
        await using var two = await StartAsync(folder, "two", platform, database);
        var (leader, other) = await LeaderAsync(database) == one.Id ? (one, two) : (two, one);

        var ids = new List<string>();
        for (var i = 0; i < Jobs; i++) ids.Add((await (i % 2 == 0 ? one : two).Client.SubmitAsync(Insert(i), $"key-{i}", Cancel)).Id);
        // A few are over, some run, most wait.
        await WaitForEndAsync(other, ids[3]);
        if (killed) await leader.KillAsync();
        else await leader.SignalAsync("STOP");
        var replaced = Stopwatch.StartNew();
        while (await LeaderAsync(database) != other.Id) await Task.Yield();
        Assert.True(replaced.Elapsed < TimeSpan.FromSeconds(10), $"{replaced.Elapsed}");
        foreach (var id in ids) await WaitForEndAsync(other, id);
        if (!killed)
        {
            await leader.SignalAsync("CONT");
            // It serves again, and finds out that it leads no more: what it had is left alone.
            Assert.Equal(Jobs, (await leader.Client.ListAsync(limit: 100, cancellationToken: Cancel)).Jobs.Count);
        }

        var rows = (await platform.Jobs.SqlAsync(new SqlRequest { TableBucket = "lake", Sql = "SELECT i, count(*) FROM s3tablesbucket.ns.t GROUP BY i" }, Cancel))
            .Result!.Rows.ToDictionary(row => int.Parse(row[0]!.ToString()!), row => int.Parse(row[1]!.ToString()!));
        Assert.All(rows, row => Assert.Equal(1, row.Value));
        for (var i = 0; i < Jobs; i++)
        {
            var job = await other.Client.GetAsync(ids[i], Cancel);
            if (job.State == JobState.Succeeded) Assert.True(rows.ContainsKey(i), $"job {i} succeeded without its row");
            else Assert.Contains("in mid-run", job.Reason, StringComparison.Ordinal);
            // A log that the killed one wrote is there all the same.
            Assert.NotEmpty(await other.Client.ReadLogAsync(ids[i], Cancel));
        }
        Assert.InRange(rows.Count, Jobs - 2, Jobs);
    }

    [Fact]
    public async Task A_job_is_followed_and_cancelled_by_a_replica_that_does_not_run_it()
    {
        using var folder = new TempFolder();
        await using var one = await TestService.StartAsync(folder.Path, store: StoreKind.Postgres);
        var engine = new ScriptedEngine();
        await using var two = await TestService.StartAsync(folder.Sub("two"), store: StoreKind.Postgres, engine: engine, database: folder.Path);
        var job = await two.SubmitAsync("n");
        var run = await one.Engine.NextRunningAsync();
        run.Log("hello");

        await two.UntilLoggedAsync(job.Id, "hello");
        await two.Client.CancelAsync(job.Id, Cancel);
        await run.StopAsked;
        run.Stop();

        Assert.Equal(JobState.Cancelled, (await two.EndOfAsync(job.Id)).State);
        Assert.Equal(0, engine.Waiting);
    }

    [Fact]
    public async Task Jobs_messages_and_schedules_survive_a_kill_between_accept_and_dispatch()
    {
        using var folder = new TempFolder();
        await using var platform = await Platform.StartAsync();
        await using var receiver = await HookReceiver.StartAsync();
        (string, string?)[] webhooks = [("JobService__Webhooks__AllowPrivateAddresses", "true"), ("JobService__Webhooks__FirstWaitSeconds", "1")];
        var ids = new List<string>();
        receiver.Status = 500;
        await using (var first = await ServiceProcess.StartAsync(folder.Path, platform.Lake, [.. webhooks, ("JobService__MaxRunningJobs", "1"), ("JobService__Engines__embedded__StartsPerSecond", "0.01")]))
        {
            await PutAsync(first, "webhooks/w", $$"""{"url":"{{receiver.Url}}"}""");
            await PutAsync(first, "schedules/s", """{"cron":"* * * * *","job":{"kind":"sql","tableBucket":"lake","script":"SELECT 1"}}""");
            for (var i = 0; i < 5; i++) ids.Add((await first.Client.SubmitAsync(new JobDefinition { TableBucket = "lake", Script = "SELECT 1" }, cancellationToken: Cancel)).Id);
            await first.Client.CancelAsync(ids[4], Cancel);
            await receiver.NextAsync();
            await first.KillAsync();
        }
        receiver.Status = 204;
        await using var again = await ServiceProcess.StartAsync(folder.Path, platform.Lake, webhooks);

        // The first had its token and may have been in mid-run.
        foreach (var id in ids[1..4]) Assert.Equal(JobState.Succeeded, await WaitForEndAsync(again, id));
        await WaitForEndAsync(again, ids[0]);
        var told = new HashSet<string>();
        while (told.Count < 5)
        {
            var message = await receiver.NextAsync();
            // A full minute may pass meanwhile, and the schedule's own job be told of.
            if (message.Answered == 204 && ids.Find(id => message.Body.Contains(id, StringComparison.Ordinal)) is { } id) told.Add(id);
        }
        using var schedule = await again.Http.GetAsync(new Uri("api/v1/schedules/s", UriKind.Relative), Cancel);
        Assert.Contains("nextAt", await schedule.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static JobDefinition Insert(int i) => new() { Name = $"insert-{i}", TableBucket = "lake", Script = $"INSERT INTO s3tablesbucket.ns.t VALUES ({i})" };

    private static Task<ServiceProcess> StartAsync(TempFolder folder, string name, Platform platform, string database) =>
        ServiceProcess.StartAsync(folder.Sub(name), platform.Lake, ("JobService__Database", database), ("JobService__MaxRunningJobs", "2"));

    private static async Task<JobState> WaitForEndAsync(ServiceProcess service, string id)
    {
        await foreach (var happened in service.Client.FollowAsync(id, cancellationToken: Cancel))
        {
            if (happened is JobEnded ended) return ended.State;
        }
        throw new InvalidOperationException($"Job {id} was not followed to its end.");
    }

    private static async Task PutAsync(ServiceProcess service, string path, string json)
    {
        using var content = new StringContent(json);
        using var response = await service.Http.PutAsync(new Uri($"api/v1/{path}", UriKind.Relative), content, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<int> LeaderAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT holder FROM job_leader WHERE holder IS NOT NULL", connection);
        return await command.ExecuteScalarAsync(Cancel) is string holder ? int.Parse(holder.Split(' ')[^1]) : 0;
    }
}
