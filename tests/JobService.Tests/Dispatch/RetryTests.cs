using System.Net;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Dispatch;

public abstract class RetryTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_job_with_a_retry_policy_is_tried_again_until_it_succeeds()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(TestService.Job() with { Retry = new() { MaxAttempts = 3, BackoffSeconds = 0 } });
        (await service.Engine.NextRunningAsync()).Fail("no luck.");
        var second = await service.Engine.NextRunningAsync();
        Assert.Equal(2, second.Run.Attempt);
        second.Succeed();

        var ended = await service.EndOfAsync(job.Id);

        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal([JobState.Failed, JobState.Succeeded], ended.Attempts.Select(attempt => attempt.Outcome!.Value));
        Assert.Equal(
            [JobState.Queued, JobState.Submitting, JobState.Running, JobState.Retrying, JobState.Queued, JobState.Submitting, JobState.Running, JobState.Succeeded],
            ended.History.Select(change => change.State));
        Assert.Contains("Attempt 1 of 3 failed: no luck.", ended.History[4].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_wait_that_goes_on_wakes_the_dispatcher()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(TestService.Job() with { Retry = new() { MaxAttempts = 2, BackoffSeconds = 3600, MaxBackoffSeconds = 3600 } });
        (await service.Engine.NextRunningAsync()).Fail("no luck.");
        while ((job = await service.GetAsync(job.Id)).NotBefore is null) await Task.Yield();
        var due = job.NotBefore.Value;
        var transitions = service.Services.GetRequiredService<RunTransitions>();

        Assert.Equal(due, await transitions.NextDueAsync(due.AddMilliseconds(-1), Cancel));
        // It is due and has not started, so its queue or its engine is full: a look each 10 ms would not help it.
        Assert.Null(await transitions.NextDueAsync(due, Cancel));
    }

    [Fact]
    public async Task The_last_attempt_of_the_policy_fails_the_job()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(TestService.Job() with { Retry = new() { MaxAttempts = 2, BackoffSeconds = 0 } });
        (await service.Engine.NextRunningAsync()).Fail("one");
        (await service.Engine.NextRunningAsync()).Fail("two");

        Assert.Equal((JobState.Failed, "two"), await service.EndOfAsync(job.Id) is var ended ? (ended.State, ended.Reason) : default);
    }

    [Fact]
    public async Task A_failure_that_another_attempt_cannot_mend_and_a_lost_run_are_not_tried_again()
    {
        await using var service = await StartAsync();
        var retry = TestService.Job() with { Retry = new() { MaxAttempts = 3, BackoffSeconds = 0 } };
        var hopeless = await service.SubmitAsync(retry);
        (await service.Engine.NextRunningAsync()).End(RunOutcome.Failed("no such table") with { MayRetry = false });
        var lost = await service.SubmitAsync(retry);
        (await service.Engine.NextRunningAsync()).End(new RunOutcome { State = JobState.Lost });

        Assert.Single((await service.EndOfAsync(hopeless.Id)).Attempts);
        Assert.Equal(JobState.Lost, (await service.EndOfAsync(lost.Id)).State);
    }

    [Fact]
    public async Task A_job_between_attempts_waits_says_when_and_can_be_cancelled()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(TestService.Job() with { Retry = new() { MaxAttempts = 2, BackoffSeconds = 3600, MaxBackoffSeconds = 3600 } });
        (await service.Engine.NextRunningAsync()).Fail("no luck.");
        await service.UntilAsync(job.Id, JobState.Queued);

        var waiting = await service.GetAsync(job.Id);
        Assert.Contains("Attempt 2 starts at", waiting.PendingReason, StringComparison.Ordinal);
        Assert.InRange(waiting.NotBefore!.Value - waiting.History[^1].At, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        Assert.Equal(JobState.Cancelled, (await service.Client.CancelAsync(job.Id, Cancel)).State);
    }

    [Fact]
    public async Task A_job_that_ended_badly_is_run_again_on_request_with_its_log_kept()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var first = await service.Engine.NextRunningAsync();
        first.Log("first");
        first.Fail("no luck");
        await service.EndOfAsync(job.Id);

        var queued = await service.Client.RetryAsync(job.Id, Cancel);
        Assert.Null(queued.EndedAt);
        var second = await service.Engine.NextRunningAsync();
        second.Log("second");
        second.Succeed();

        Assert.Equal(JobState.Succeeded, (await service.EndOfAsync(job.Id)).State);
        Assert.Equal(["first", "Failed: no luck", "second", "Succeeded."], (await service.Client.ReadLogAsync(job.Id, Cancel)).TrimEnd('\n').Split('\n').Select(line => line[25..]));
        var ofSecond = await service.Http.GetStringAsync(new Uri($"api/v1/jobs/{job.Id}/logs?attempt=2", UriKind.Relative), Cancel);
        Assert.Equal(["second", "Succeeded."], ofSecond.TrimEnd('\n').Split('\n').Select(line => line[25..]));
    }

    [Fact]
    public async Task A_job_that_succeeded_or_still_runs_is_not_retried()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await Assert.ThrowsAsync<JobsClientException>(() => service.Client.RetryAsync(job.Id, Cancel))).Status);
        run.Succeed();
        await service.EndOfAsync(job.Id);

        Assert.Equal(HttpStatusCode.Conflict, (await Assert.ThrowsAsync<JobsClientException>(() => service.Client.RetryAsync(job.Id, Cancel))).Status);
    }

    [Fact]
    public async Task A_run_that_does_not_begin_within_its_start_limit_fails_with_what_it_waited_for()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(TestService.Job() with { StartTimeoutSeconds = 1 });
        var run = await service.Engine.NextAsync();
        await run.EnterAsync(JobState.Pending, "0/3 nodes are available");
        Assert.Equal("0/3 nodes are available", (await service.GetAsync(job.Id)).PendingReason);
        await run.StopAsked;
        run.Stop();

        var ended = await service.EndOfAsync(job.Id);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("start limit of 1 s", ended.Reason, StringComparison.Ordinal);
        Assert.Contains("0/3 nodes are available", ended.Reason, StringComparison.Ordinal);
    }
}

public sealed class RetryTestsOnSqlite() : RetryTests(StoreKind.Sqlite);

public sealed class RetryTestsOnPostgres() : RetryTests(StoreKind.Postgres);
