using Floe.JobService.Contracts;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Store;

/// <summary>Programs print what they like; a database keeps Unicode text only, and PostgreSQL no U+0000.</summary>
public abstract class StorableTextTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_reason_that_is_no_text_ends_its_job_all_the_same()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync("n");
        var run = await service.Engine.NextAsync();
        await run.EnterAsync(JobState.Pending, "waits for \0 and \ud83d");
        Assert.Equal("waits for \ufffd and \ufffd", (await service.GetAsync(job.Id)).Reason);
        run.Fail("the last line: \0\0 \udc00 😀");

        var ended = await service.EndOfAsync(job.Id);

        Assert.Equal((JobState.Failed, "the last line: \ufffd\ufffd \ufffd 😀"), (ended.State, ended.Reason));
        Assert.Equal(ended.Reason, Assert.Single(ended.Attempts).Reason);
    }

    [Fact]
    public async Task A_submit_that_cannot_be_stored_takes_none_of_those_beside_it_along()
    {
        await using var service = await StartAsync();
        var acceptance = service.Services.GetRequiredService<JobAcceptance>();
        var bad = new Submission(TestService.Job("bad"), "scripted", "ann", Schedule: Store == StoreKind.Postgres ? "\0" : null);

        var accepting = Enumerable.Range(0, 20).Select(i => acceptance.AcceptAsync(i == 7 ? bad : new Submission(TestService.Job($"{i}"), "scripted", "ann"), Cancel)).ToList();
        await Task.WhenAll(accepting).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.All(accepting.Where((_, i) => i != 7), accepted => Assert.Equal(AcceptanceKind.New, accepted.Result.Kind));
        Assert.Equal(Store == StoreKind.Postgres, accepting[7].IsFaulted);
    }
}

public sealed class StorableTextTestsOnSqlite() : StorableTextTests(StoreKind.Sqlite);

public sealed class StorableTextTestsOnPostgres() : StorableTextTests(StoreKind.Postgres);
