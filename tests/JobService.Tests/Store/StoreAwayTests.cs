using System.Net;
using Floe.JobService.Contracts;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Floe.Testing;
using Npgsql;

namespace Floe.JobService.Tests.Store;

/// <summary>A store that goes away in mid-service: nothing that was accepted is lost, and nothing has to be started again.</summary>
public sealed class StoreAwayTests
{
    private const string Job = """{"kind":"sql","tableBucket":"lake","script":"SELECT 1"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostgreSQL_that_is_killed_and_comes_back_loses_no_outcome_and_no_turn()
    {
        await using var server = await PostgresInstance.TryStartAsync();
        if (server is null) Assert.Skip(PostgresServer.NotFound);
        await using var service = await TestService.StartAsync(adapt: options => options with { Database = server.ConnectionString.Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal) });
        var running = await service.SubmitAsync("running");
        var run = await service.Engine.NextRunningAsync();
        var begun = await service.SubmitAsync("begun");
        var second = await service.Engine.NextAsync();
        var waiting = await service.SubmitAsync("waiting");

        await server.StopAsync();
        await AssertAwayAsync(service);
        run.Log("while it is away");
        run.Succeed();
        var entering = second.EnterAsync(JobState.Running);
        Assert.False(second.StopAsked.IsCompleted);
        await server.StartAsync();

        Assert.Equal((JobState.Succeeded, null), await EndAsync(service, running));
        Assert.Contains("while it is away", await service.Client.ReadLogAsync(running.Id, Cancel), StringComparison.Ordinal);
        await entering;
        second.Succeed();
        Assert.Equal((JobState.Succeeded, null), await EndAsync(service, begun));
        (await service.Engine.NextRunningAsync()).Succeed();
        Assert.Equal((JobState.Succeeded, null), await EndAsync(service, waiting));
        foreach (var job in new[] { running, begun, waiting }) Assert.Single((await service.GetAsync(job.Id)).Attempts);
    }

    [Fact]
    public async Task A_lock_that_takes_longer_than_the_database_lets_it_loses_no_outcome_and_no_turn()
    {
        using var folder = new TempFolder();
        var database = await (await PostgresServer.OfThisRunAsync()).DatabaseAsync(folder.Path);
        await using var service = await TestService.StartAsync(folder.Path, options => options with { Database = new NpgsqlConnectionStringBuilder(database) { Options = "-c lock_timeout=200" }.ConnectionString });
        var running = await service.SubmitAsync("running");
        var run = await service.Engine.NextRunningAsync();
        var waiting = await service.SubmitAsync("waiting");
        await using (var other = new NpgsqlConnection(database))
        {
            await other.OpenAsync(Cancel);
            await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgresDatabase.WriterLock})", other);
            await hold.ExecuteNonQueryAsync(Cancel);
            await AssertAwayAsync(service);
            run.Succeed();
            // Writes take turns, so the outcome has had its turn by then.
            for (var i = 0; i < 3; i++) await AssertAwayAsync(service);
            await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({PostgresDatabase.WriterLock})", other);
            await release.ExecuteNonQueryAsync(Cancel);
        }

        Assert.Equal((JobState.Succeeded, null), await EndAsync(service, running));
        ScriptedRun next;
        do (next = await service.Engine.NextRunningAsync()).Succeed();
        while (next.Id != waiting.Id);
        Assert.Equal((JobState.Succeeded, null), await EndAsync(service, waiting));
    }

    [Fact]
    public async Task A_disk_that_is_full_for_a_while_loses_no_outcome_and_no_turn()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 8);
        await using var service = await TestService.StartAsync(Path.Combine(disk.Path, "jobs"));
        var running = await service.SubmitAsync("running");
        var run = await service.Engine.NextRunningAsync();

        var filler = Path.Combine(disk.Path, "filler");
        Fill(filler);
        await AssertAwayAsync(service);
        run.Log("while it is full");
        run.Succeed();
        File.Delete(filler);

        Assert.Equal((JobState.Succeeded, null), await EndAsync(service, running));
        Assert.Contains("while it is full", await service.Client.ReadLogAsync(running.Id, Cancel), StringComparison.Ordinal);
        var next = await service.SubmitAsync("next");
        // Jobs that were accepted with the last free pages go before it.
        ScriptedRun begun;
        do (begun = await service.Engine.NextRunningAsync()).Succeed();
        while (begun.Id != next.Id);
        Assert.Equal((JobState.Succeeded, null), await EndAsync(service, next));
    }

    /// <summary>Room in the store's own files (its log, its pages) may take some submits still.</summary>
    private static async Task AssertAwayAsync(TestService service)
    {
        while (true)
        {
            using var content = new StringContent(Job);
            using var response = await service.Http.PostAsync(new Uri("api/v1/jobs", UriKind.Relative), content, Cancel);
            if (response.StatusCode == HttpStatusCode.Accepted) continue;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
            return;
        }
    }

    private static async Task<(JobState, string?)> EndAsync(TestService service, JobDetails job)
    {
        var ended = await service.EndOfAsync(job.Id);
        return (ended.State, ended.Reason);
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 64 * 1024; size > 0; size /= 2)
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Smaller pieces may fit still.
            }
        }
    }
}
