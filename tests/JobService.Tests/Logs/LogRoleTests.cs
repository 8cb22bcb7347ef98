using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Logs;

public abstract class LogRoleTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task Each_role_has_a_log_of_its_own_and_the_job_lists_them()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log("from the driver");
        await run.LogAsync(LogRole.Executor("1"), "from the executor");
        await run.Run.Reporter.KeepLinkAsync(LinkName.SparkUi, new Uri("http://ui.example/1"), Cancel);
        run.Succeed();
        var ended = await service.EndOfAsync(job.Id);

        Assert.EndsWith(" from the executor\n", await LogAsync(service, job.Id, "?role=executor-1"), StringComparison.Ordinal);
        Assert.Equal(2, (await LogAsync(service, job.Id, "")).Count(letter => letter == '\n'));
        Assert.Empty(await LogAsync(service, job.Id, "?role=executor-2"));
        Assert.Equal(["driver", "executor-1"], Assert.Single(ended.Attempts).LogRoles);
        Assert.Equal("http://ui.example/1", ended.Links.SparkUi);
    }

    [Fact]
    public async Task A_follower_of_one_attempt_is_told_when_another_one_follows_it()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(TestService.Job() with { Retry = new() { MaxAttempts = 2, BackoffSeconds = 0 } });
        var run = await service.Engine.NextRunningAsync();
        run.Log("first");
        run.Fail("no luck");
        run = await service.Engine.NextRunningAsync();
        run.Log("second");
        await service.UntilLoggedAsync(job.Id, "second");

        var events = await service.Client.FollowAsync(job.Id, new LogSelection { Attempt = 1 }, cancellationToken: Cancel).ToListAsync(Cancel);
        var tail = await service.Client.ReadLogAsync(job.Id, new LogSelection { Tail = 1 }, Cancel);

        Assert.Equal(["first", "Failed: no luck"], events.OfType<JobLogLine>().Select(line => line.Text[25..]));
        Assert.Equal(JobState.Running, Assert.IsType<JobEnded>(events[^1]).State);
        Assert.EndsWith(" second\n", tail, StringComparison.Ordinal);
        run.Succeed();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(2000)]
    [InlineData(5000)]
    public async Task The_tail_is_the_last_lines_however_long_the_log_is(int tail)
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log(string.Join('\n', Enumerable.Range(1, 3000).Select(i => $"line {i} {new string('x', i % 90)}")));
        run.Succeed();
        await service.EndOfAsync(job.Id);

        var lines = (await LogAsync(service, job.Id, $"?tail={tail}")).TrimEnd('\n').Split('\n');

        Assert.Equal(Math.Min(tail, 3001), lines.Length);
        Assert.EndsWith("Succeeded.", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_goes_on_knows_the_last_line_it_wrote()
    {
        using var folder = new TempFolder();
        await using (var service = await StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true }))
        {
            await service.SubmitAsync();
            var run = await service.Engine.NextRunningAsync();
            await run.Run.Reporter.KeepHandleAsync("pod-7", Cancel);
            (await run.Run.Reporter.OpenLogAsync("driver", Cancel)).Write(DateTimeOffset.UnixEpoch, "one\ntwo");
        }
        await using var again = await StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true });

        var watched = await again.Engine.NextAsync();

        Assert.Equal("1970-01-01T00:00:00.000Z two", (await watched.Run.Reporter.OpenLogAsync("driver", Cancel)).LastLine);
    }

    [Fact]
    public async Task A_role_cannot_name_a_file_elsewhere()
    {
        await using var service = await StartAsync();
        await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => run.LogAsync("../../x", "x"));
        Assert.Equal(400, (await service.SendAsync(HttpMethod.Get, $"api/v1/jobs/{run.Id}/logs?role=..%2F..%2Fx")).Status);
    }

    private static Task<string> LogAsync(TestService service, string id, string query) => service.Http.GetStringAsync(new Uri($"api/v1/jobs/{id}/logs{query}", UriKind.Relative), Cancel);
}

public sealed class LogRoleTestsOnSqlite() : LogRoleTests(StoreKind.Sqlite);

public sealed class LogRoleTestsOnPostgres() : LogRoleTests(StoreKind.Postgres);
