using Floe.JobService.Contracts;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Dispatch;

/// <summary>A store whose answers make no sense ends the dispatcher's term; what runs is taken over by the next one.</summary>
public abstract class DefectTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_run_is_handed_from_the_term_that_broke_to_the_next()
    {
        await using var service = await StartAsync(engine: new ScriptedEngine { OutlivesService = true });
        var job = await service.SubmitAsync("n");
        var first = await service.Engine.NextRunningAsync();
        await first.Run.Reporter.KeepHandleAsync("handle", Cancel);

        // The dispatcher looks at the queues each time.
        await ExecuteAsync(service, "ALTER TABLE job_queue RENAME TO job_queue_away");
        await first.StopAsked.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.False(first.Run.IsToEnd());
        first.Stop();
        await ExecuteAsync(service, "ALTER TABLE job_queue_away RENAME TO job_queue");
        var second = await service.Engine.NextRunningAsync();
        second.Succeed();

        var ended = await service.EndOfAsync(job.Id);
        Assert.Equal((JobState.Succeeded, 1), (ended.State, ended.Attempts.Count));
        Assert.Equal(("handle", 1), (second.Run.Handle, second.Run.Attempt));
    }

    private static Task ExecuteAsync(TestService service, string sql) => service.Services.GetRequiredService<JobsDatabase>().WriteAsync(context => context.Database.ExecuteSqlRawAsync(sql, Cancel), Cancel);
}

public sealed class DefectTestsOnSqlite() : DefectTests(StoreKind.Sqlite);

public sealed class DefectTestsOnPostgres() : DefectTests(StoreKind.Postgres);
