using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

/// <summary>Executions of an attempt, as an engine tells them and the store keeps them.</summary>
public abstract class ExecutionTests(StoreKind store) : StoreTests(store)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly JobExecution First = new(1, "one", "x-driver", Start, Start.AddMinutes(1), JobState.Failed, "It failed: \u0001 \"badly\".");

    private static readonly JobExecution Second = new(2, "two", null, Start.AddMinutes(2), null, JobState.Pending, null);

    [Fact]
    public async Task They_are_kept_with_the_state_and_also_where_that_stays()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        Assert.Null((await service.GetAsync(job.Id)).Attempts[0].Executions);
        await run.Run.Reporter.EnterAsync(JobState.Retrying, "again", [First], Cancel);
        await run.Run.Reporter.EnterAsync(JobState.Retrying, "again", [First, Second], Cancel);

        var now = await service.GetAsync(job.Id);

        Assert.Equal([First, Second], now.Attempts[0].Executions!);
        Assert.Single(now.History, change => change.State == JobState.Retrying);
        run.Succeed();
    }

    [Fact]
    public async Task Those_that_are_open_end_with_the_attempt()
    {
        await using var service = await StartAsync();
        var lost = await service.SubmitAsync();
        var first = await service.Engine.NextRunningAsync();
        first.End(new() { State = JobState.Lost, Reason = "gone", Executions = [First, Second with { DriverPod = "x-driver" }] });
        var cancelled = await service.SubmitAsync();
        var second = await service.Engine.NextRunningAsync();
        await second.Run.Reporter.EnterAsync(JobState.Running, null, [First, Second], Cancel);
        await service.Client.CancelAsync(cancelled.Id, Cancel);
        await second.StopAsked;
        second.Stop();

        var ends = new[] { lost, cancelled }.Select(async job => (await service.EndOfAsync(job.Id)).Attempts[0].Executions!);

        foreach (var (executions, state, pod) in (await Task.WhenAll(ends)).Zip([JobState.Lost, JobState.Cancelled], ["x-driver", null]))
        {
            Assert.Equal(First, executions[0]);
            Assert.Equal((state, pod), (executions[1].State, executions[1].DriverPod));
            Assert.NotNull(executions[1].EndedAt);
        }
    }

    [Fact]
    public async Task Each_attempt_has_its_own()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(new JobDefinition { TableBucket = "lake", Script = "SELECT 1", Retry = new() { MaxAttempts = 2, BackoffSeconds = 0 } });
        var run = await service.Engine.NextRunningAsync();
        await run.Run.Reporter.EnterAsync(JobState.Running, null, [First], Cancel);
        run.Fail("once");
        var again = await service.Engine.NextRunningAsync();
        Assert.Empty(again.Run.Executions);
        again.Succeed();

        Assert.Equal([1, null], (await service.EndOfAsync(job.Id)).Attempts.Select(attempt => attempt.Executions?.Count));
    }
}

public sealed class ExecutionTestsOnSqlite() : ExecutionTests(StoreKind.Sqlite);

public sealed class ExecutionTestsOnPostgres() : ExecutionTests(StoreKind.Postgres);
