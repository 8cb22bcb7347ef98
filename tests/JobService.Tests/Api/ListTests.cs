using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

public abstract class ListTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task Pages_show_each_job_once_newest_first_while_others_come_in()
    {
        await using var service = await StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 7; i++) ids.Add((await service.SubmitAsync($"job {i}")).Id);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await service.Client.ListAsync(limit: 3, cursor: cursor, cancellationToken: Cancel);
            seen.AddRange(page.Jobs.Select(job => job.Id));
            cursor = page.NextCursor;
            await service.SubmitAsync("late");
        }
        while (cursor is not null);

        ids.Reverse();
        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task A_page_that_ends_the_list_exactly_has_no_next_one()
    {
        await using var service = await StartAsync();
        await service.SubmitAsync();
        await service.SubmitAsync();

        Assert.Null((await service.Client.ListAsync(limit: 2, cancellationToken: Cancel)).NextCursor);
    }

    [Fact]
    public async Task States_choose_jobs()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        var done = await service.SubmitAsync();
        (await service.Engine.NextRunningAsync()).Succeed();
        await service.EndOfAsync(done.Id);
        var running = await service.SubmitAsync();
        await service.Engine.NextRunningAsync();
        var queued = await service.SubmitAsync();

        Assert.Equal([done.Id], await IdsAsync(service, JobState.Succeeded));
        Assert.Equal([queued.Id, running.Id], await IdsAsync(service, JobState.Queued, JobState.Running));
        Assert.Empty(await IdsAsync(service, JobState.Lost));
    }

    [Theory]
    [InlineData("state=Sleeping", "state")]
    [InlineData("state=3", "state")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("cursor=%2F%2F", "cursor")]
    [InlineData("cursor=YWJj", "cursor")]
    [InlineData("order=name", "order")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        await using var service = await StartAsync();

        using var response = await service.Http.GetAsync(new Uri($"api/v1/jobs?{query}", UriKind.Relative), Cancel);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains($"\"field\":\"{field}\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/logs")]
    [InlineData("/result")]
    public async Task A_job_that_is_not_there_is_not_found(string what)
    {
        await using var service = await StartAsync();

        using var response = await service.Http.GetAsync(new Uri($"api/v1/jobs/..%2F..%2Fjobs.db{what}", UriKind.Relative), Cancel);

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_client_tells_what_the_service_said_of_a_missing_job()
    {
        await using var service = await StartAsync();

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.GetAsync("nosuch"));

        Assert.Contains("'nosuch'", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> IdsAsync(TestService service, params JobState[] states) =>
        (await service.Client.ListAsync(states, cancellationToken: Cancel)).Jobs.Select(job => job.Id);
}

public sealed class ListTestsOnSqlite() : ListTests(StoreKind.Sqlite);

public sealed class ListTestsOnPostgres() : ListTests(StoreKind.Postgres);
