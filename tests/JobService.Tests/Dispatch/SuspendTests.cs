using System.Net;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

public abstract class SuspendTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_suspended_job_in_the_queue_lets_others_pass_until_it_is_resumed()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync();
        var first = await service.Engine.NextRunningAsync();
        var held = await service.SubmitAsync();
        var next = await service.SubmitAsync();
        Assert.Equal(JobState.Suspended, (await service.Client.SuspendAsync(held.Id, Cancel)).State);
        Assert.Equal(JobState.Suspended, (await service.Client.SuspendAsync(held.Id, Cancel)).State);
        first.Succeed();
        var second = await service.Engine.NextRunningAsync();
        Assert.Equal(next.Id, second.Id);
        Assert.Contains("until it is resumed", (await service.GetAsync(held.Id)).PendingReason, StringComparison.Ordinal);

        Assert.Equal(JobState.Queued, (await service.Client.ResumeAsync(held.Id, Cancel)).State);
        second.Succeed();
        Assert.Equal(held.Id, (await service.Engine.NextRunningAsync()).Id);
    }

    [Fact]
    public async Task A_suspended_job_can_be_cancelled()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync();
        await service.Engine.NextRunningAsync();
        var held = await service.SubmitAsync();
        await service.Client.SuspendAsync(held.Id, Cancel);

        Assert.Equal(JobState.Cancelled, (await service.Client.CancelAsync(held.Id, Cancel)).State);
    }

    [Fact]
    public async Task A_running_job_of_an_engine_that_cannot_hold_it_is_refused_with_what_to_do()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        await service.Engine.NextRunningAsync();

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.Client.SuspendAsync(job.Id, Cancel));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("cancel it and retry it later", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_can_hold_a_run_is_asked_with_its_handle()
    {
        var engine = new SuspendingScriptedEngine();
        await using var service = await StartAsync(engine: engine);
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        await run.Run.Reporter.KeepHandleAsync("app-1", Cancel);
        await service.Client.SuspendAsync(job.Id, Cancel);
        await run.EnterAsync(JobState.Suspended, "suspended in the cluster");
        await service.Client.ResumeAsync(job.Id, Cancel);
        await run.EnterAsync(JobState.Running);
        run.Succeed();

        Assert.Equal(JobState.Succeeded, (await service.EndOfAsync(job.Id)).State);
        Assert.Equal([$"suspend {job.Id} 1 app-1", $"resume {job.Id} 1 app-1"], engine.Asked);
    }
}

public sealed class SuspendTestsOnSqlite() : SuspendTests(StoreKind.Sqlite);

public sealed class SuspendTestsOnPostgres() : SuspendTests(StoreKind.Postgres);
