using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Floe.JobService.Auth;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Schedules;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Api;

/// <summary>Time stands still but where the test moves it.</summary>
public abstract class ScheduleTests(StoreKind store) : StoreTests(store)
{
    private const string Job = """ "job":{"kind":"sql","tableBucket":"lake","script":"SELECT 1","name":"nightly"} """;

    private static readonly DateTimeOffset Start = new(2026, 3, 28, 12, 0, 30, TimeSpan.Zero);

    [Fact]
    public async Task A_schedule_submits_its_job_when_its_time_comes()
    {
        var clock = new TestClock(Start);
        await using var service = await StartAsync(clock);
        var made = await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"*/5 * * * *",""" + Job + "}");
        Assert.Equal("2026-03-28T12:05:00+00:00", made.GetProperty("nextAt").GetString());

        clock.Now = Start.AddMinutes(5);
        var run = await service.Engine.NextRunningAsync();
        run.Succeed();
        await service.EndOfAsync(run.Id);

        var listed = Assert.Single((await service.Client.ListAsync(new JobListQuery { Schedule = "s" }, Cancel)).Jobs);
        Assert.Equal(("nightly", "s", "local"), (listed.Name, listed.Schedule, listed.Owner));
        var after = await UntilAsync(service, schedule => schedule.TryGetProperty("lastResult", out _));
        Assert.Contains(run.Id, after.GetProperty("lastResult").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-03-28T12:10:00+00:00", after.GetProperty("nextAt").GetString());
    }

    [Fact]
    public async Task A_time_that_was_submitted_but_not_noted_before_a_crash_makes_no_second_job()
    {
        var clock = new TestClock(Start);
        await using var service = await StartAsync(clock);
        await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"*/5 * * * *",""" + Job + "}");
        clock.Now = Start.AddMinutes(5);
        var run = await service.Engine.NextRunningAsync();
        await UntilAsync(service, schedule => schedule.TryGetProperty("lastResult", out _));

        // As the crash would have left it.
        await service.Services.GetRequiredService<JobsDatabase>().WriteAsync(async context =>
        {
            var schedule = await context.Schedules.SingleAsync(Cancel);
            (schedule.NextAt, schedule.LastResult) = (schedule.LastAt, null);
            return true;
        }, Cancel);
        service.Services.GetRequiredService<ScheduleStore>().Changed.Pulse(stateChanged: false);
        var again = await UntilAsync(service, schedule => schedule.TryGetProperty("lastResult", out _));

        Assert.Contains(run.Id, again.GetProperty("lastResult").GetString(), StringComparison.Ordinal);
        Assert.Single((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task Times_are_those_of_the_zone_also_when_its_clocks_change()
    {
        await using var service = await StartAsync(new TestClock(Start));
        await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"30 2 * * *","timeZone":"Europe/Berlin",""" + Job + "}");

        var times = (await service.DoneAsync(HttpMethod.Get, "api/v1/schedules/s/times?count=2")).GetProperty("times").EnumerateArray().Select(time => time.GetDateTimeOffset().UtcDateTime).ToList();

        // On 29 March 2026 there is no 02:30 in Berlin: the clock goes from 02:00 to 03:00, which is 01:00 UTC.
        Assert.Equal([new DateTime(2026, 3, 29, 1, 0, 0), new DateTime(2026, 3, 30, 0, 30, 0)], times);
    }

    [Fact]
    public async Task A_time_that_passed_while_the_service_was_down_is_left_out()
    {
        using var folder = new TempFolder();
        await using (var service = await StartAsync(new TestClock(Start), folder.Path))
            await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"*/5 * * * *",""" + Job + "}");
        await using var again = await StartAsync(new TestClock(Start.AddHours(3)), folder.Path);

        var schedule = await UntilAsync(again, schedule => schedule.TryGetProperty("lastResult", out _));

        Assert.Contains("service was down", schedule.GetProperty("lastResult").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-03-28T15:05:00+00:00", schedule.GetProperty("nextAt").GetString());
        Assert.Empty((await again.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Theory]
    [InlineData("Forbid")]
    [InlineData("Replace")]
    [InlineData("Allow")]
    public async Task A_job_that_is_not_over_is_left_replaced_or_joined(string concurrency)
    {
        var clock = new TestClock(Start);
        await using var service = await StartAsync(clock);
        await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", $$"""{"cron":"*/5 * * * *","concurrency":"{{concurrency}}",{{Job}}}""");
        clock.Now = Start.AddMinutes(5);
        var first = await service.Engine.NextRunningAsync();
        await UntilAsync(service, schedule => schedule.TryGetProperty("lastResult", out _));
        clock.Now = Start.AddMinutes(10);

        if (concurrency == "Forbid")
        {
            var schedule = await UntilAsync(service, schedule => schedule.GetProperty("nextAt").GetString() == "2026-03-28T12:15:00+00:00");
            Assert.Contains($"job {first.Id} was not over", schedule.GetProperty("lastResult").GetString(), StringComparison.Ordinal);
            Assert.Equal(0, service.Engine.Waiting);
            return;
        }
        if (concurrency == "Replace")
        {
            await first.StopAsked;
            first.Stop();
        }
        var second = await service.Engine.NextRunningAsync();
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(concurrency == "Replace" ? JobState.Cancelled : JobState.Running, (concurrency == "Replace" ? await service.EndOfAsync(first.Id) : await service.GetAsync(first.Id)).State);
    }

    [Fact]
    public async Task A_name_that_was_somebody_elses_schedule_gives_no_power_over_their_jobs()
    {
        var clock = new TestClock(Start);
        await using var service = await TestService.StartAsync(store: Store, clock: clock, adapt: options => options with { Auth = new() { ApiKeys = [Key("ann"), Key("bob")] } });
        const string Schedule = """{"cron":"*/5 * * * *","concurrency":"Forbid",""" + Job + "}";
        Assert.Equal(201, (await service.SendAsync(HttpMethod.Put, "api/v1/schedules/s", Schedule, "ann-key")).Status);
        clock.Now = Start.AddMinutes(5);
        var first = await service.Engine.NextRunningAsync();
        Assert.Equal(204, (await service.SendAsync(HttpMethod.Delete, "api/v1/schedules/s", bearer: "ann-key")).Status);
        Assert.Equal(201, (await service.SendAsync(HttpMethod.Put, "api/v1/schedules/s", Schedule, "bob-key")).Status);

        clock.Now = Start.AddMinutes(10);
        var second = await service.Engine.NextRunningAsync();

        Assert.NotEqual(first.Id, second.Id);
        first.Succeed();
        var store = service.Services.GetRequiredService<ScheduleStore>();
        while ((await service.SendAsync(HttpMethod.Get, $"api/v1/jobs/{first.Id}", bearer: "ann-key")).Body.GetProperty("state").GetString() != "Succeeded") await Task.Yield();
        Assert.Empty(await store.ListOldJobsAsync("s", succeeded: true, keep: 0, Cancel));
        Assert.Equal([second.Id], await store.ListOpenJobsAsync("s", Cancel));
    }

    [Fact]
    public async Task A_change_between_a_time_and_its_submit_does_not_lose_the_time()
    {
        var clock = new TestClock(Start);
        await using var service = await StartAsync(clock);
        await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"*/5 * * * *",""" + Job + "}");
        var store = service.Services.GetRequiredService<ScheduleStore>();
        var schedule = (await store.FindAsync("s", Cancel))!;
        // A replica whose clock is past the time, while the leader has not come to it.
        var late = new ScheduleStore(service.Services.GetRequiredService<JobsDatabase>(), new TestClock(schedule.NextAt!.Value.AddSeconds(1)));

        schedule.KeepFailed = 7;
        await late.PutAsync(schedule, mayReplaceOthers: false, Cancel);

        Assert.Equal((7, Start.AddSeconds(-30).AddMinutes(5)), ((await store.FindAsync("s", Cancel))!.KeepFailed, (await store.FindAsync("s", Cancel))!.NextAt));
    }

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public async Task A_time_that_never_comes_is_refused(string cron)
    {
        await using var service = await StartAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Put, "api/v1/schedules/s", $$"""{"cron":"{{cron}}",{{Job}}}""");

        Assert.Equal((400, "$.cron"), (status, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_suspended_schedule_has_no_next_time()
    {
        await using var service = await StartAsync(new TestClock(Start));
        var made = await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"*/5 * * * *","suspended":true,""" + Job + "}");
        Assert.False(made.TryGetProperty("nextAt", out _));

        Assert.Equal(204, (await service.SendAsync(HttpMethod.Delete, "api/v1/schedules/s")).Status);
        Assert.Equal(404, (await service.SendAsync(HttpMethod.Get, "api/v1/schedules/s")).Status);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_schedule_is_told_at_once_by_its_path()
    {
        await using var service = await StartAsync();

        var (status, problem) = await service.SendAsync(
            HttpMethod.Put, "api/v1/schedules/s", """{"cron":"61 * * * *","timeZone":"Mars/Base","concurrency":"Maybe","job":{"kind":"sql","tableBucket":"lake","scrpt":"x"}}""");

        Assert.Equal(400, status);
        Assert.Equal(
            ["$.concurrency", "$.cron", "$.job.script", "$.job.scrpt", "$.timeZone"],
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!).Order(StringComparer.Ordinal));
    }

    private static ApiKeyOptions Key(string owner) => new(owner, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}-key"))), "submit read");

    private Task<TestService> StartAsync(TestClock clock, string? folder = null) => TestService.StartAsync(folder, store: Store, clock: clock);

    private static async Task<JsonElement> UntilAsync(TestService service, Func<JsonElement, bool> holds)
    {
        while (true)
        {
            var schedule = await service.DoneAsync(HttpMethod.Get, "api/v1/schedules/s");
            if (holds(schedule)) return schedule;
            await Task.Yield();
        }
    }
}

public sealed class ScheduleTestsOnSqlite() : ScheduleTests(StoreKind.Sqlite);

public sealed class ScheduleTestsOnPostgres() : ScheduleTests(StoreKind.Postgres);
