using Floe.Engine;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

public abstract class RunTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_job_passes_its_states_in_order_and_keeps_what_it_did()
    {
        await using var service = await StartAsync();
        var submitted = await service.SubmitAsync();
        var run = await service.Engine.NextAsync();
        await run.EnterAsync(JobState.Pending, "waits for a node");
        await run.EnterAsync(JobState.Running);
        run.End(new RunOutcome { State = JobState.Succeeded, Statements = [new(1, 1, "SELECT", null, 0.5) { Rows = 1 }], RejectedRows = 2, Result = OneRow() });

        var job = await service.EndOfAsync(submitted.Id);

        Assert.Equal([JobState.Queued, JobState.Submitting, JobState.Pending, JobState.Running, JobState.Succeeded], job.History.Select(change => change.State));
        Assert.Equal("waits for a node", job.History[2].Reason);
        Assert.Equal(new JobAttempt(1, "scripted", job.StartedAt!.Value, job.EndedAt, JobState.Succeeded, null), Assert.Single(job.Attempts) with { LogRoles = null });
        Assert.Equal("SELECT", Assert.Single(job.Statements).Kind);
        Assert.Equal(2, job.RejectedRows);
        Assert.Equal(job.Timings.TotalSeconds, job.Timings.QueuedSeconds + job.Timings.RunSeconds!.Value, 3);
        var result = await service.Client.ResultAsync(submitted.Id, Cancel);
        Assert.Equal("answer", Assert.Single(result!.Columns).Name);
        Assert.Equal("42", Assert.Single(Assert.Single(result.Rows))?.ToString());
    }

    [Fact]
    public async Task A_job_without_a_SELECT_has_no_result()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        Assert.Null(await service.Client.ResultAsync(job.Id, Cancel));
        run.Succeed();
        await service.EndOfAsync(job.Id);

        Assert.Null(await service.Client.ResultAsync(job.Id, Cancel));
    }

    [Fact]
    public async Task A_failure_keeps_its_reason()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        (await service.Engine.NextRunningAsync()).Fail("no such table");

        var ended = await service.EndOfAsync(job.Id);

        Assert.Equal((JobState.Failed, "no such table"), (ended.State, ended.Reason));
    }

    [Fact]
    public async Task An_engine_that_breaks_fails_its_job_and_no_other()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        var broken = await service.SubmitAsync();
        var next = await service.SubmitAsync();
        (await service.Engine.NextRunningAsync()).Break(new InvalidOperationException("a defect"));
        (await service.Engine.NextRunningAsync()).Succeed();

        Assert.Contains("a defect", (await service.EndOfAsync(broken.Id)).Reason, StringComparison.Ordinal);
        Assert.Equal(JobState.Succeeded, (await service.EndOfAsync(next.Id)).State);
    }

    [Fact]
    public async Task Jobs_run_oldest_first_and_no_more_at_a_time_than_allowed()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 2 });
        var ids = new List<string>();
        for (var i = 0; i < 6; i++) ids.Add((await service.SubmitAsync()).Id);

        var started = new List<string>();
        var running = new Queue<ScriptedRun>();
        for (var i = 0; i < 6; i++)
        {
            var run = await service.Engine.NextRunningAsync();
            started.Add(run.Id);
            running.Enqueue(run);
            if (running.Count < 2) continue;
            Assert.Equal(0, service.Engine.Waiting);
            Assert.Equal(2, (await service.Client.ListAsync([JobState.Submitting, JobState.Running], cancellationToken: Cancel)).Jobs.Count);
            var oldest = running.Dequeue();
            oldest.Succeed();
            await service.EndOfAsync(oldest.Id);
        }

        // Two that start together may be seen in either order.
        Assert.Equal(ids.Take(2).Order(), started.Take(2).Order());
        Assert.Equal(ids.Skip(2), started.Skip(2));
    }

    [Fact]
    public async Task A_job_over_its_time_limit_is_stopped_and_says_so()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(timeoutSeconds: 1);
        var run = await service.Engine.NextRunningAsync();
        await run.StopAsked;
        run.Stop();

        var ended = await service.EndOfAsync(job.Id);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("time limit of 1 s", ended.Reason, StringComparison.Ordinal);
    }

    private static ResultSet OneRow() => new([new ResultColumn("answer", "int")], [[42]], Truncated: false);
}

public sealed class RunTestsOnSqlite() : RunTests(StoreKind.Sqlite);

public sealed class RunTestsOnPostgres() : RunTests(StoreKind.Postgres);
