using Floe.JobService.Cleanup;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Engines;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Api;

public abstract class CleanupTests(StoreKind store) : StoreTests(store)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_over_goes_when_its_time_has_passed_and_what_is_not_stays()
    {
        var clock = new TestClock(Start);
        await using var service = await StartAsync(clock, new() { JobsAfter = TimeSpan.FromDays(10), LogsAfter = TimeSpan.FromDays(5), ResultsAfter = TimeSpan.FromDays(2) });
        var done = await service.SubmitAsync("done");
        var run = await service.Engine.NextRunningAsync();
        run.Log("a line");
        run.End(new RunOutcome { State = JobState.Succeeded, Result = new([], [], Truncated: false) });
        await service.EndOfAsync(done.Id);
        var open = await service.SubmitAsync("open");
        (await service.Engine.NextRunningAsync()).Log("another line");

        await CleanAsync(service, clock, days: 1);
        Assert.NotNull(await service.Client.ResultAsync(done.Id, Cancel));
        await CleanAsync(service, clock, days: 3);
        Assert.Null(await service.Client.ResultAsync(done.Id, Cancel));
        Assert.NotEmpty(await service.Client.ReadLogAsync(done.Id, Cancel));
        await CleanAsync(service, clock, days: 6);
        Assert.Empty(await service.Client.ReadLogAsync(done.Id, Cancel));
        await CleanAsync(service, clock, days: 11);

        Assert.Equal([open.Id], (await service.Client.ListAsync(cancellationToken: Cancel)).Jobs.Select(job => job.Id));
        await service.UntilLoggedAsync(open.Id, "another line");
    }

    [Fact]
    public async Task A_schedule_keeps_as_many_jobs_as_it_says()
    {
        var clock = new TestClock(Start);
        await using var service = await StartAsync(clock, new());
        await service.DoneAsync(HttpMethod.Put, "api/v1/schedules/s", """{"cron":"* * * * *","keepSucceeded":1,"keepFailed":0,"job":{"kind":"sql","tableBucket":"lake","script":"S"}}""");
        var ids = new List<string>();
        foreach (var succeeds in new[] { true, false, true })
        {
            clock.Now += TimeSpan.FromMinutes(1);
            var run = await service.Engine.NextRunningAsync();
            if (succeeds) run.Succeed();
            else run.Fail("no luck");
            ids.Add(run.Id);
            await service.EndOfAsync(run.Id);
        }

        await CleanAsync(service, clock, days: 0);

        Assert.Equal([ids[2]], (await service.Client.ListAsync(new JobListQuery { Schedule = "s" }, Cancel)).Jobs.Select(job => job.Id));
    }

    private Task<TestService> StartAsync(TestClock clock, CleanupOptions cleanup) => TestService.StartAsync(adapt: options => options with { Cleanup = cleanup }, store: Store, clock: clock);

    private static async Task CleanAsync(TestService service, TestClock clock, int days)
    {
        if (days > 0) clock.Now = Start.AddDays(days);
        await service.Services.GetServices<ILeaderWork>().OfType<CleanupWork>().Single().RunAsync(1, Cancel);
    }
}

public sealed class CleanupTestsOnSqlite() : CleanupTests(StoreKind.Sqlite);

public sealed class CleanupTestsOnPostgres() : CleanupTests(StoreKind.Postgres);
