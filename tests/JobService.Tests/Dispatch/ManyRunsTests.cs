using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

/// <summary>Runs that an engine has outside this process: many at a time, and a service that goes and comes back.</summary>
public abstract class ManyRunsTests(StoreKind store) : StoreTests(store)
{
    private const int Runs = 100;

    [Fact]
    public async Task Runs_outside_the_process_are_not_held_back_by_its_own_limit()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 }, engine: new ScriptedEngine { OutlivesService = true });
        for (var i = 0; i < 3; i++) await service.SubmitAsync();

        for (var i = 0; i < 3; i++) await service.Engine.NextRunningAsync();
    }

    [Fact]
    public async Task A_restarted_service_watches_each_of_many_runs_again_once_and_starts_none_anew()
    {
        using var folder = new TempFolder();
        var handles = new Dictionary<string, string>();
        await using (var service = await StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true }))
        {
            for (var i = 0; i < Runs; i++) await service.SubmitAsync();
            for (var i = 0; i < Runs; i++)
            {
                var run = await service.Engine.NextRunningAsync();
                await run.Run.Reporter.KeepHandleAsync(handles[run.Id] = $"pod-{i}", Cancel);
            }
        }
        await using var again = await StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true });

        for (var i = 0; i < Runs; i++)
        {
            var watched = await again.Engine.NextAsync();
            Assert.True(handles.Remove(watched.Id, out var handle), $"Job {watched.Id} is watched twice.");
            Assert.Equal((1, handle, JobState.Running), (watched.Run.Attempt, watched.Run.Handle, watched.Run.Standing!.Value.State));
            watched.Succeed();
            Assert.Equal(JobState.Succeeded, (await again.EndOfAsync(watched.Id)).State);
        }
        Assert.Equal(0, again.Engine.Waiting);
    }

    [Fact]
    public async Task What_a_run_tells_while_others_do_too_is_stored_for_each()
    {
        await using var service = await StartAsync(engine: new ScriptedEngine { OutlivesService = true });
        var runs = new List<ScriptedRun>();
        for (var i = 0; i < Runs; i++) await service.SubmitAsync();
        for (var i = 0; i < Runs; i++) runs.Add(await service.Engine.NextAsync());

        await Task.WhenAll(runs.Select((run, i) => run.EnterAsync(JobState.Running, $"as number {i}")));

        for (var i = 0; i < Runs; i++)
        {
            var job = await service.GetAsync(runs[i].Id);
            Assert.Equal((JobState.Running, $"as number {i}"), (job.State, job.Reason));
        }
    }
}

public sealed class ManyRunsTestsOnSqlite() : ManyRunsTests(StoreKind.Sqlite);

public sealed class ManyRunsTestsOnPostgres() : ManyRunsTests(StoreKind.Postgres);
