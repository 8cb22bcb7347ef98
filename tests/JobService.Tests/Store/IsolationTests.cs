using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;
using Npgsql;

namespace Floe.JobService.Tests.Store;

/// <summary>An administrator may have given the database another isolation level than PostgreSQL's own; what the service promises holds all the same.</summary>
public sealed class IsolationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("repeatable read")]
    [InlineData("serializable")]
    public async Task Submits_and_claims_of_two_replicas_are_one_after_another_whatever_the_databases_default_is(string level)
    {
        using var folder = new TempFolder();
        var database = await (await PostgresServer.OfThisRunAsync()).DatabaseAsync(folder.Path);
        var strict = new NpgsqlConnectionStringBuilder(database) { Options = $"-c default_transaction_isolation={level.Replace(" ", @"\ ", StringComparison.Ordinal)}" }.ConnectionString;
        await using var one = await TestService.StartAsync(folder.Path, options => options with { Database = strict, MaxRunningJobs = 50 });
        await using var two = await TestService.StartAsync(folder.Sub("two"), options => options with { Database = strict, MaxRunningJobs = 50 }, one.Engine);
        await one.DoneAsync(HttpMethod.Put, "api/v1/queues/default", """{"maxQueued":10}""");

        var same = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? one : two).SubmitAsync("n", key: "k")));

        Assert.Single(same.Select(job => job.Id).Distinct());
        var run = await one.Engine.NextRunningAsync();
        run.Succeed();
        Assert.Equal(JobState.Succeeded, (await two.EndOfAsync(run.Id)).State);
        Assert.Single((await one.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }
}
