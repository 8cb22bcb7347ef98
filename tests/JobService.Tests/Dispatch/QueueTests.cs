using System.Net;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

public abstract class QueueTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task Within_a_queue_the_higher_priority_goes_first_then_the_older_job()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync("first");
        var running = await service.Engine.NextRunningAsync();
        foreach (var (name, priority) in new[] { ("low", -1), ("a", 0), ("b", 0), ("high", 5) }) await service.SubmitAsync(TestService.Job(name) with { Priority = priority });

        Assert.Equal(["high", "a", "b", "low"], await OrderAsync(service, running, 4));
    }

    [Fact]
    public async Task Queues_start_jobs_in_proportion_to_their_weights()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/big", """{"weight":3}""");
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/small", """{"weight":1}""");
        await service.SubmitAsync("first");
        var running = await service.Engine.NextRunningAsync();
        for (var i = 0; i < 8; i++)
        {
            await service.SubmitAsync(TestService.Job("small") with { Queue = "small" });
            await service.SubmitAsync(TestService.Job("big") with { Queue = "big" });
        }

        var order = await OrderAsync(service, running, 8);

        Assert.Equal((6, 2), (order.Count(name => name == "big"), order.Count(name => name == "small")));
    }

    [Fact]
    public async Task A_queue_at_its_limit_of_running_jobs_lets_others_go_first_and_says_so()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 5 });
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/narrow", """{"maxRunning":1}""");
        await service.SubmitAsync(TestService.Job("one") with { Queue = "narrow" });
        var first = await service.Engine.NextRunningAsync();
        var held = await service.SubmitAsync(TestService.Job("two") with { Queue = "narrow" });
        await service.SubmitAsync("free");

        Assert.Equal("free", (await service.Engine.NextRunningAsync()).Run.Definition.Name);
        Assert.Contains("has the 1 jobs running that it may", (await service.GetAsync(held.Id)).PendingReason, StringComparison.Ordinal);
        first.Succeed();
        Assert.Equal(held.Id, (await service.Engine.NextRunningAsync()).Id);
    }

    [Fact]
    public async Task As_many_jobs_wait_as_may_however_many_come_at_once()
    {
        await using var service = await StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/narrow", """{"maxRunning":0,"maxQueued":10}""");

        var statuses = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ => (await service.SendAsync(HttpMethod.Post, "api/v1/jobs", """{"kind":"sql","tableBucket":"lake","script":"S","queue":"narrow"}""")).Status));

        Assert.Equal((10, 50), (statuses.Count(status => status == 202), statuses.Count(status => status == 429)));
    }

    [Fact]
    public async Task A_full_queue_refuses_with_429_and_when_to_come_back()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync("running");
        await service.Engine.NextRunningAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/default", """{"maxQueued":2}""");

        // Many at once share transactions, and still no more get in than there is room for.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var content = new StringContent("""{"kind":"sql","tableBucket":"lake","script":"S"}""");
            using var response = await service.Http.PostAsync(new Uri("api/v1/jobs", UriKind.Relative), content, Cancel);
            return (response.StatusCode, response.Headers.RetryAfter?.Delta);
        }));

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.Accepted), answer => Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(5)), answer));
        Assert.Equal(2, (await service.DoneAsync(HttpMethod.Get, "api/v1/queues/default")).GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task A_repeated_submit_gets_its_job_even_when_the_queue_is_full()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync("running");
        await service.Engine.NextRunningAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/default", """{"maxQueued":1}""");
        var job = await service.SubmitAsync("n", key: "k");

        Assert.Equal(job.Id, (await service.SubmitAsync("n", key: "k")).Id);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_and_a_priority_that_it_does_not_take_are_refused()
    {
        await using var service = await StartAsync();
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/calm", """{"minPriority":0,"maxPriority":10}""");

        Assert.Equal("$.queue", await FieldAsync(service, TestService.Job() with { Queue = "nosuch" }));
        Assert.Equal("$.priority", await FieldAsync(service, TestService.Job() with { Queue = "calm", Priority = 11 }));
        Assert.Equal("$.engine", await FieldAsync(service, TestService.Job() with { Engine = "nosuch" }));
    }

    [Fact]
    public async Task A_queue_is_deleted_only_when_it_is_empty_and_default_never()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync("running");
        await service.Engine.NextRunningAsync();
        Assert.Equal(201, (await service.SendAsync(HttpMethod.Put, "api/v1/queues/q", "{}")).Status);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Put, "api/v1/queues/q", """{"weight":2}""")).Status);
        var job = await service.SubmitAsync(TestService.Job() with { Queue = "q" });

        Assert.Equal(409, (await service.SendAsync(HttpMethod.Delete, "api/v1/queues/q")).Status);
        await service.Client.CancelAsync(job.Id, Cancel);
        Assert.Equal(204, (await service.SendAsync(HttpMethod.Delete, "api/v1/queues/q")).Status);
        Assert.Equal(404, (await service.SendAsync(HttpMethod.Delete, "api/v1/queues/q")).Status);
        Assert.Equal(409, (await service.SendAsync(HttpMethod.Delete, "api/v1/queues/default")).Status);
    }

    [Fact]
    public async Task An_engine_starts_no_more_runs_than_its_token_bucket_gives()
    {
        await using var service = await StartAsync(adapt: options => options with
        {
            MaxRunningJobs = 100,
            Engines = new Dictionary<string, EngineAdmission> { ["scripted"] = new(StartsPerSecond: 10, Burst: 2) },
        });
        var jobs = new List<JobDetails>();
        for (var i = 0; i < 7; i++) jobs.Add(await service.SubmitAsync());
        for (var i = 0; i < 7; i++) await service.Engine.NextRunningAsync();

        var starts = new List<DateTimeOffset>();
        foreach (var job in jobs) starts.Add((await service.GetAsync(job.Id)).StartedAt!.Value);
        starts.Sort();

        // Two at once, then five more, each a tenth of a second later at the earliest.
        Assert.True(starts[6] - starts[0] >= TimeSpan.FromMilliseconds(400), $"{starts[6] - starts[0]}");
    }

    [Fact]
    public async Task An_engine_has_no_more_runs_at_a_time_than_its_limit()
    {
        await using var service = await StartAsync(adapt: options => options with
        {
            MaxRunningJobs = 100,
            Engines = new Dictionary<string, EngineAdmission> { ["scripted"] = new(MaxRunning: 2) },
        });
        for (var i = 0; i < 4; i++) await service.SubmitAsync();
        var first = await service.Engine.NextRunningAsync();
        await service.Engine.NextRunningAsync();

        Assert.Equal(2, (await service.Client.ListAsync([JobState.Queued], cancellationToken: Cancel)).Jobs.Count);
        first.Succeed();
        await service.Engine.NextRunningAsync();
        Assert.Single((await service.Client.ListAsync([JobState.Queued], cancellationToken: Cancel)).Jobs);
    }

    private static async Task<List<string?>> OrderAsync(TestService service, ScriptedRun running, int count)
    {
        var order = new List<string?>();
        for (var i = 0; i < count; i++)
        {
            running.Succeed();
            running = await service.Engine.NextRunningAsync();
            order.Add(running.Run.Definition.Name);
        }
        return order;
    }

    private static async Task<string> FieldAsync(TestService service, JobDefinition definition) =>
        Assert.Single((await Assert.ThrowsAsync<JobsClientException>(() => service.SubmitAsync(definition))).Problem!.Errors!).Field;
}

public sealed class QueueTestsOnSqlite() : QueueTests(StoreKind.Sqlite);

public sealed class QueueTestsOnPostgres() : QueueTests(StoreKind.Postgres);
