using System.Net;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

public abstract class CancelTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_queued_job_is_cancelled_at_once_and_never_runs()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync();
        var first = await service.Engine.NextRunningAsync();
        var queued = await service.SubmitAsync();
        var last = await service.SubmitAsync();

        var cancelled = await service.Client.CancelAsync(queued.Id, Cancel);
        first.Succeed();

        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.Empty(cancelled.Attempts);
        Assert.Equal(last.Id, (await service.Engine.NextAsync()).Id);
    }

    [Fact]
    public async Task A_running_job_is_asked_to_stop_and_is_cancelled_when_it_has()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();

        Assert.Equal(JobState.Cancelling, (await service.Client.CancelAsync(job.Id, Cancel)).State);
        Assert.Equal(JobState.Cancelling, (await service.Client.CancelAsync(job.Id, Cancel)).State);
        await run.StopAsked;
        run.Stop();
        var ended = await service.EndOfAsync(job.Id);

        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Contains("Statements that had committed stay", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(JobState.Cancelled, (await service.Client.CancelAsync(job.Id, Cancel)).State);
    }

    [Fact]
    public async Task A_cancel_that_comes_too_late_leaves_the_outcome_as_it_was()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        await service.Client.CancelAsync(job.Id, Cancel);
        await run.StopAsked;
        run.Succeed();

        Assert.Equal(JobState.Succeeded, (await service.EndOfAsync(job.Id)).State);
    }

    [Fact]
    public async Task A_state_that_the_engine_tells_after_the_cancel_does_not_undo_it()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextAsync();
        await service.Client.CancelAsync(job.Id, Cancel);
        await run.EnterAsync(JobState.Running);

        Assert.Equal(JobState.Cancelling, (await service.GetAsync(job.Id)).State);
        run.Stop();
        Assert.Equal(JobState.Cancelled, (await service.EndOfAsync(job.Id)).State);
    }

    [Fact]
    public async Task A_job_that_is_over_cannot_be_cancelled()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        (await service.Engine.NextRunningAsync()).Succeed();
        await service.EndOfAsync(job.Id);

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.Client.CancelAsync(job.Id, Cancel));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Succeeded", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancels_and_starts_that_race_leave_no_job_behind()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 4 });
        using var ended = new CancellationTokenSource();
        var engine = Task.Run(async () =>
        {
            // What reaches the engine stops when it is asked to.
            while (!ended.IsCancellationRequested)
            {
                var run = await service.Engine.NextAsync().WaitAsync(ended.Token);
                _ = run.StopWhenAskedAsync();
            }
        }, Cancel);

        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var job = await service.SubmitAsync();
            await service.Client.CancelAsync(job.Id, Cancel);
            return job.Id;
        }));
        foreach (var id in ids) Assert.Equal(JobState.Cancelled, (await service.EndOfAsync(id)).State);

        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine);
    }
}

public sealed class CancelTestsOnSqlite() : CancelTests(StoreKind.Sqlite);

public sealed class CancelTestsOnPostgres() : CancelTests(StoreKind.Postgres);
