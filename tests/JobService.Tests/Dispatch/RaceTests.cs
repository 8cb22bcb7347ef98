using System.Collections.Concurrent;
using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

/// <summary>Everything that can be done with jobs, done at once, by dice that fall the same each time.</summary>
public abstract class RaceTests(StoreKind store) : StoreTests(store)
{
    private const int Jobs = 12;

    private readonly ConcurrentDictionary<string, int> _running = [];

    [Fact]
    public async Task However_actions_and_runs_race_a_job_has_one_run_at_a_time_and_comes_to_an_end()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 8 });
        var over = new TaskCompletionSource();
        var engine = RunAllAsync(service, over.Task);
        var ids = new List<string>();
        for (var i = 0; i < Jobs; i++) ids.Add((await service.SubmitAsync(TestService.Job() with { Retry = i % 2 == 0 ? new() { MaxAttempts = 2, BackoffSeconds = 0 } : null })).Id);

        await Task.WhenAll(ids.Select((id, i) => Task.Run(() => ActAsync(service, id, new Random(i)), Cancel)));
        foreach (var id in ids)
        {
            while (true)
            {
                // A suspended one would wait for ever.
                await service.SendAsync(HttpMethod.Post, $"api/v1/jobs/{id}/cancel");
                if ((await service.GetAsync(id)).State.IsFinal()) break;
            }
        }
        over.SetResult();
        await engine;

        foreach (var id in ids)
        {
            var job = await service.EndOfAsync(id);
            Assert.All(job.Attempts, attempt => Assert.NotNull(attempt.EndedAt));
            Assert.Equal(Enumerable.Range(1, job.Attempts.Count), job.Attempts.Select(attempt => attempt.Number));
            foreach (var (from, to) in job.History.Zip(job.History.Skip(1)))
                Assert.True(from.State.MayBecome(to.State) || from.State == to.State || (from.State.IsFinal() && to.State == JobState.Queued) || (from.State, to.State) == (JobState.Retrying, JobState.Queued), $"{from.State} to {to.State}");
        }
        Assert.All(_running.Values, count => Assert.Equal(0, count));
    }

    private static async Task ActAsync(TestService service, string id, Random dice)
    {
        var actions = new[] { "cancel", "retry", "suspend", "resume" };
        for (var i = 0; i < 8; i++)
        {
            var (status, _) = await service.SendAsync(HttpMethod.Post, $"api/v1/jobs/{id}/{actions[dice.Next(actions.Length)]}");
            Assert.Contains(status, new[] { 202, 409 });
        }
    }

    private async Task RunAllAsync(TestService service, Task over)
    {
        var dice = new Random(7);
        var runs = new List<Task>();
        for (var next = service.Engine.NextAsync(); await Task.WhenAny(next, over) == next; next = service.Engine.NextAsync()) runs.Add(RunAsync(await next, dice.Next(3)));
        await Task.WhenAll(runs);
    }

    private async Task RunAsync(ScriptedRun run, int outcome)
    {
        Assert.Equal(1, _running.AddOrUpdate(run.Id, 1, (_, count) => count + 1));
        await run.EnterAsync(JobState.Running);
        if (outcome == 2) await run.StopAsked;
        _running.AddOrUpdate(run.Id, 0, (_, count) => count - 1);
        if (outcome == 0) run.Succeed();
        else if (outcome == 1) run.Fail("the dice say so");
        else run.Stop();
    }
}

public sealed class RaceTestsOnSqlite() : RaceTests(StoreKind.Sqlite);

public sealed class RaceTestsOnPostgres() : RaceTests(StoreKind.Postgres);
