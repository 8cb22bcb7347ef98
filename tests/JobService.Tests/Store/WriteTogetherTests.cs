using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Store;

/// <summary>Works that share a transaction.</summary>
public abstract class WriteTogetherTests(StoreKind store) : StoreTests(store)
{
    private const int Works = 50;

    [Fact]
    public async Task One_that_fails_gets_its_own_failure_and_the_others_are_stored()
    {
        await using var service = await StartAsync();
        var database = service.Services.GetRequiredService<JobsDatabase>();

        var all = Enumerable.Range(0, Works).Select(i => database.WriteTogetherAsync(async context =>
        {
            await context.Queues.LoadAsync(Cancel);
            context.Queues.Add(Queue($"q{i}"));
            return i % 10 == 3 ? throw new InvalidOperationException($"number {i}") : i;
        })).ToList();
        await ((Task)Task.WhenAll(all)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        var stored = await database.ReadAsync(context => context.Queues.Select(queue => queue.Name).ToListAsync(Cancel), Cancel);
        for (var i = 0; i < Works; i++)
        {
            Assert.Equal(i % 10 != 3, stored.Contains($"q{i}"));
            if (i % 10 == 3) Assert.Equal($"number {i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => all[i])).Message);
            else Assert.Equal(i, await all[i]);
        }
    }

    [Fact]
    public async Task One_that_cannot_be_saved_does_not_keep_the_others_from_it()
    {
        await using var service = await StartAsync();
        var database = service.Services.GetRequiredService<JobsDatabase>();

        var twice = Enumerable.Range(0, Works).Select(i => database.WriteTogetherAsync(context =>
        {
            context.Queues.Add(Queue($"q{i / 2}"));
            return Task.FromResult(i);
        })).ToList();
        await ((Task)Task.WhenAll(twice)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.Equal(Works / 2, twice.Count(work => work.IsCompletedSuccessfully));
        Assert.All(twice.Where(work => work.IsFaulted), work => Assert.IsType<DbUpdateException>(work.Exception!.InnerException));
        Assert.Equal(Works / 2, await database.ReadAsync(context => context.Queues.CountAsync(queue => queue.Name != QueueRecord.Default, Cancel), Cancel));
    }

    [Fact]
    public async Task Each_sees_what_came_before_it()
    {
        await using var service = await StartAsync();
        var database = service.Services.GetRequiredService<JobsDatabase>();
        await database.WriteTogetherAsync(context => Task.FromResult(context.Queues.Add(Queue("counter"))));

        await Task.WhenAll(Enumerable.Range(0, Works).Select(_ => database.WriteTogetherAsync(async context => (await context.Queues.FirstAsync(queue => queue.Name == "counter", Cancel)).Weight++)));

        Assert.Equal(Works + 1, await database.ReadAsync(context => context.Queues.Where(queue => queue.Name == "counter").Select(queue => queue.Weight).FirstAsync(Cancel), Cancel));
    }

    private static QueueRecord Queue(string name) => new() { Name = name, CreatedAt = DateTimeOffset.UnixEpoch };
}

public sealed class WriteTogetherTestsOnSqlite() : WriteTogetherTests(StoreKind.Sqlite);

public sealed class WriteTogetherTestsOnPostgres() : WriteTogetherTests(StoreKind.Postgres);
