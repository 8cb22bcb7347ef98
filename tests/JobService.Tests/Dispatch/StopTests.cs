using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

public abstract class StopTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_stop_interrupts_what_runs_keeps_what_waits_and_shows_followers_the_end()
    {
        using var folder = new TempFolder();
        var service = await StartAsync(folder.Path, options => options with { MaxRunningJobs = 1 });
        var running = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        var waiting = await service.SubmitAsync();
        await using var follower = service.Client.FollowAsync(running.Id, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await follower.MoveNextAsync());

        var stop = service.StopAsync();
        await run.StopAsked;
        run.Stop();
        JobEvent? last = null;
        while (await follower.MoveNextAsync()) last = follower.Current;
        await stop;

        var end = Assert.IsType<JobEnded>(last);
        Assert.Equal(JobState.Failed, end.State);
        Assert.Contains("was stopped in mid-run", end.Reason, StringComparison.Ordinal);
        await service.DisposeAsync();
        await using var again = await StartAsync(folder.Path);
        Assert.Equal(JobState.Failed, (await again.GetAsync(running.Id)).State);
        Assert.Equal(waiting.Id, (await again.Engine.NextAsync()).Id);
    }

    [Fact]
    public async Task A_run_that_ends_within_the_grace_succeeds()
    {
        using var folder = new TempFolder();
        var service = await StartAsync(folder.Path, options => options with { StopGrace = TimeSpan.FromMinutes(1) });
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();

        var stop = service.StopAsync();
        run.Succeed();
        await stop;

        Assert.False(run.StopAsked.IsCompleted);
        await service.DisposeAsync();
        await using var again = await StartAsync(folder.Path);
        Assert.Equal(JobState.Succeeded, (await again.GetAsync(job.Id)).State);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_followers()
    {
        var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        var waiting = await service.SubmitAsync();
        await using var follower = service.Client.FollowAsync(waiting.Id, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await follower.MoveNextAsync());

        var stop = service.StopAsync();
        await run.StopAsked;
        run.Stop();
        // Less than the host's own limit of 30 s, after which it would cut connections.
        await stop.WaitAsync(TimeSpan.FromSeconds(15), Cancel);
        await service.DisposeAsync();
    }
}

public sealed class StopTestsOnSqlite() : StopTests(StoreKind.Sqlite);

public sealed class StopTestsOnPostgres() : StopTests(StoreKind.Postgres);
