using System.Text;
using Floe.JobService.Logs;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Floe.JobService.Tests.Logs;

public sealed class PostgresLogTests
{
    private static readonly LogName Name = new("0123456789abcdef0123", 1, "driver");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_process_adds_to_a_log_that_was_deleted_is_no_log()
    {
        using var folder = new TempFolder();
        using var database = new PostgresDatabase(await (await PostgresServer.OfThisRunAsync()).DatabaseAsync(folder.Path));
        database.Prepare();
        var logs = new PostgresLogs(database, TimeProvider.System, NullLogger<PostgresLogs>.Instance);
        await using var late = await logs.OpenSinkAsync(Name, Cancel);
        late.Add(Encoding.UTF8.GetBytes("in time\n"));
        Assert.True(await late.FlushAsync(Cancel));
        Assert.Equal([Name], await logs.ListAsync(Name.JobId, Cancel));

        await logs.DeleteAsync(Name.JobId, Name.Attempt, Cancel);
        late.Add(Encoding.UTF8.GetBytes("too late\n"));
        Assert.True(await late.FlushAsync(Cancel));

        Assert.Null(await logs.OpenSourceAsync(Name, Cancel));
        Assert.Empty(await logs.ListAsync(Name.JobId, Cancel));
    }
}
