using Floe.JobService.Client;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

public abstract class FilterTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task Jobs_are_chosen_by_name_label_queue_engine_and_time()
    {
        await using var service = await StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/etl", "{}");
        var one = await service.SubmitAsync(TestService.Job("daily-a") with { Labels = Labels(("team", "x"), ("stage", "1")) });
        var two = await service.SubmitAsync(TestService.Job("daily-b") with { Labels = Labels(("team", "x")), Queue = "etl" });
        var three = await service.SubmitAsync(TestService.Job("Daily-c") with { Engine = "scripted" });

        Assert.Equal([two.Id, one.Id], await IdsAsync(service, new() { NamePrefix = "daily-" }));
        Assert.Equal([two.Id, one.Id], await IdsAsync(service, new() { Labels = Labels(("team", "x")) }));
        Assert.Equal([one.Id], await IdsAsync(service, new() { Labels = Labels(("team", "x"), ("stage", "1")) }));
        Assert.Empty(await IdsAsync(service, new() { Labels = Labels(("team", "y")) }));
        Assert.Equal([two.Id], await IdsAsync(service, new() { Queue = "etl" }));
        Assert.Equal([three.Id, two.Id, one.Id], await IdsAsync(service, new() { Engine = "scripted" }));
        Assert.Empty(await IdsAsync(service, new() { Engine = "embedded" }));
        Assert.Equal([one.Id, two.Id, three.Id], await IdsAsync(service, new() { OldestFirst = true, CreatedAfter = one.CreatedAt }));
        Assert.Empty(await IdsAsync(service, new() { CreatedAfter = three.CreatedAt.AddSeconds(1) }));
        Assert.Equal(3, (await IdsAsync(service, new() { CreatedBefore = three.CreatedAt.AddSeconds(1) })).Count);
        Assert.Empty(await IdsAsync(service, new() { CreatedBefore = one.CreatedAt }));
    }

    [Fact]
    public async Task Oldest_first_pages_go_on_where_the_page_before_ended()
    {
        await using var service = await StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add((await service.SubmitAsync($"{i}")).Id);

        var first = await service.Client.ListAsync(new JobListQuery { OldestFirst = true, Limit = 3 }, Cancel);
        var second = await service.Client.ListAsync(new JobListQuery { OldestFirst = true, Limit = 3, Cursor = first.NextCursor }, Cancel);

        Assert.Equal(ids, first.Jobs.Concat(second.Jobs).Select(job => job.Id));
        Assert.Null(second.NextCursor);
        // A cursor is of one order: in another it would leave jobs out.
        await Assert.ThrowsAsync<JobsClientException>(() => service.Client.ListAsync(new JobListQuery { Cursor = first.NextCursor }, Cancel));
    }

    [Fact]
    public async Task A_job_shows_where_it_belongs()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync(TestService.Job("n") with { Labels = Labels(("a", "b")), Priority = 7 });

        var shown = await service.GetAsync(job.Id);
        var listed = Assert.Single((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);

        Assert.Equal(("local", "default", 7, "b"), (shown.Owner, shown.Queue, shown.Priority, shown.Labels!["a"]));
        Assert.Equal(("local", "default", 7, "scripted"), (listed.Owner, listed.Queue, listed.Priority, listed.Engine));
    }

    private static Dictionary<string, string> Labels(params (string Name, string Value)[] labels) => labels.ToDictionary(label => label.Name, label => label.Value);

    private static async Task<List<string>> IdsAsync(TestService service, JobListQuery query) => [.. (await service.Client.ListAsync(query, Cancel)).Jobs.Select(job => job.Id)];
}

public sealed class FilterTestsOnSqlite() : FilterTests(StoreKind.Sqlite);

public sealed class FilterTestsOnPostgres() : FilterTests(StoreKind.Postgres);
