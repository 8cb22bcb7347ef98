using System.Net.ServerSentEvents;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

public abstract class EventTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task Changes_come_in_order_and_who_comes_back_misses_none()
    {
        await using var service = await StartAsync();
        var first = await service.SubmitAsync("one");
        (await service.Engine.NextRunningAsync()).Succeed();
        await service.EndOfAsync(first.Id);

        var all = await ReadAsync(service, "api/v1/events?cursor=0", 4);
        Assert.Equal([JobState.Queued, JobState.Submitting, JobState.Running, JobState.Succeeded], all.Select(change => change.State));
        Assert.All(all, change => Assert.Equal(first.Id, change.JobId));

        var second = await service.SubmitAsync("two");
        (await service.Engine.NextRunningAsync()).Fail("no luck");
        await service.EndOfAsync(second.Id);
        var rest = await ReadAsync(service, "api/v1/events", 6, lastEventId: $"{all[1].Sequence}");

        Assert.Equal([JobState.Running, JobState.Succeeded, JobState.Queued, JobState.Submitting, JobState.Running, JobState.Failed], rest.Select(change => change.State));
        Assert.Equal(("two", "no luck"), (rest[^1].Name, rest[^1].Reason));
        Assert.Equal(rest.Select(change => change.Sequence).Order(), rest.Select(change => change.Sequence));
    }

    [Fact]
    public async Task A_follower_sees_a_change_when_it_is_made()
    {
        await using var service = await StartAsync();
        await service.SubmitAsync("before");
        var earlier = await service.Engine.NextRunningAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/events");
        using var response = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);
        earlier.Succeed();

        Assert.True(await events.MoveNextAsync());
        Assert.Contains("Succeeded", events.Current.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_follower_of_all_jobs_hears_of_a_new_one_though_it_only_waits()
    {
        await using var service = await StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/held", """{"maxRunning":0}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/events");
        using var response = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);
        var job = await service.SubmitAsync(TestService.Job() with { Queue = "held" });

        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.Contains(job.Id, events.Current.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_events_of_a_job_end_with_it()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        await service.SubmitAsync("another");
        var run = await service.Engine.NextRunningAsync();
        var events = service.Http.GetStringAsync(new Uri($"api/v1/jobs/{run.Id}/events", UriKind.Relative), Cancel);
        run.Succeed();

        var text = await events;

        Assert.Equal(4, text.Split("event: state").Length - 1);
        Assert.Contains("\"state\":\"Succeeded\"", text, StringComparison.Ordinal);
        Assert.NotNull(job);
    }

    [Fact]
    public async Task A_cursor_that_is_none_and_a_job_that_is_not_there_are_refused()
    {
        await using var service = await StartAsync();

        Assert.Equal(400, (await service.SendAsync(HttpMethod.Get, "api/v1/events?cursor=x")).Status);
        Assert.Equal(404, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs/nosuch/events")).Status);
    }

    private static async Task<List<JobEventData>> ReadAsync(TestService service, string path, int count, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return await SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel)
            .Select(item => JsonSerializer.Deserialize(item.Data, JobsWire.Json.JobEventData)!).Take(count).ToListAsync(Cancel);
    }
}

public sealed class EventTestsOnSqlite() : EventTests(StoreKind.Sqlite);

public sealed class EventTestsOnPostgres() : EventTests(StoreKind.Postgres);
