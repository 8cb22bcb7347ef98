using Floe.JobService.Engines;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Logs;

public abstract class KeepLogsTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task What_an_engine_has_asked_to_keep_is_in_the_store_when_it_hears_so()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();

        for (var i = 0; i < 3; i++)
        {
            run.Log($"line {i}");
            await run.LogAsync(LogRole.Executor("1"), $"of the executor {i}");
            Assert.True(await run.Run.Reporter.KeepLogsAsync(Cancel));

            Assert.EndsWith($" line {i}\n", await service.Client.ReadLogAsync(job.Id, Cancel), StringComparison.Ordinal);
            Assert.EndsWith($" of the executor {i}\n", await service.Http.GetStringAsync(new Uri($"api/v1/jobs/{job.Id}/logs?role=executor-1", UriKind.Relative), Cancel), StringComparison.Ordinal);
        }
        Assert.True(await run.Run.Reporter.KeepLogsAsync(Cancel));
        run.Succeed();
    }
}

public sealed class KeepLogsTestsOnSqlite() : KeepLogsTests(StoreKind.Sqlite);

public sealed class KeepLogsTestsOnPostgres() : KeepLogsTests(StoreKind.Postgres);
