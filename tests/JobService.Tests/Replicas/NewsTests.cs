using System.Net.ServerSentEvents;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Jobs;
using Floe.JobService.Schedules;
using Floe.JobService.Store;
using Floe.JobService.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Replicas;

/// <summary>What one replica does, the others hear of.</summary>
public sealed class NewsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_jobs_that_change_at_once_each_one_is_told()
    {
        using var folder = new TempFolder();
        await using var one = await TestService.StartAsync(folder.Path, store: StoreKind.Postgres);
        await using var two = await TestService.StartAsync(folder.Sub("two"), store: StoreKind.Postgres, database: folder.Path);
        await one.DoneAsync(HttpMethod.Put, "api/v1/queues/held", """{"maxRunning":0}""");
        var jobs = new List<JobDetails>();
        for (var i = 0; i < 20; i++) jobs.Add(await one.SubmitAsync(TestService.Job() with { Queue = "held" }));
        var signals = two.Services.GetRequiredService<JobSignals>();
        var subscriptions = jobs.ConvertAll(job => signals.Subscribe(job.Id));
        // What the submits themselves tell has to be over.
        var settled = two.Services.GetRequiredService<ScheduleStore>().Changed.Next;
        await PutScheduleAsync(one, "s");
        await settled.WaitAsync(Patience, Cancel);
        var told = subscriptions.ConvertAll(subscription => subscription.Signal.Next);

        await one.Services.GetRequiredService<JobsDatabase>().WriteAsync(async context =>
        {
            foreach (var job in await context.Jobs.ToListAsync(Cancel)) job.Enter(JobState.Failed, "all at once", DateTimeOffset.UtcNow);
            return true;
        }, Cancel);

        await Task.WhenAll(told).WaitAsync(Patience, Cancel);
        foreach (var subscription in subscriptions) subscription.Dispose();
    }

    [Fact]
    public async Task A_schedule_that_is_made_or_deleted_on_one_replica_is_looked_at_by_the_leader_at_once()
    {
        using var folder = new TempFolder();
        await using var leader = await TestService.StartAsync(folder.Path, store: StoreKind.Postgres);
        await using var other = await TestService.StartAsync(folder.Sub("two"), store: StoreKind.Postgres, database: folder.Path);
        var schedules = leader.Services.GetRequiredService<ScheduleStore>();
        // Whatever its start had to tell.
        var changed = schedules.Changed.Next;
        await PutScheduleAsync(leader, "first");
        await changed.WaitAsync(Patience, Cancel);

        changed = schedules.Changed.Next;
        await PutScheduleAsync(other, "second");
        await changed.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Events_of_replicas_that_write_at_once_are_missed_by_nobody()
    {
        const int Jobs = 60;
        using var folder = new TempFolder();
        await using var one = await TestService.StartAsync(folder.Path, store: StoreKind.Postgres, adapt: options => options with { MaxRunningJobs = 1 });
        await using var two = await TestService.StartAsync(folder.Sub("two"), store: StoreKind.Postgres, database: folder.Path);
        await one.DoneAsync(HttpMethod.Put, "api/v1/queues/held", """{"maxRunning":0}""");

        var writing = Task.WhenAll(Enumerable.Range(0, Jobs).Select(i => (i % 2 == 0 ? one : two).SubmitAsync(TestService.Job() with { Queue = "held" })));
        var seen = new List<JobEventData>();
        // A connection for each few events: what becomes visible out of order would fall between two of them.
        while (seen.Count < Jobs)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/events?cursor=0");
            if (seen.Count > 0) request.Headers.Add("Last-Event-ID", $"{seen[^1].Sequence}");
            using var response = await (seen.Count % 2 == 0 ? one : two).Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            seen.AddRange(await SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel).Where(item => item.EventType == "state")
                .Select(item => JsonSerializer.Deserialize(item.Data, JobsWire.Json.JobEventData)!).Take(3).ToListAsync(Cancel));
        }

        Assert.Equal((await writing).Select(job => job.Id).Order(), seen.Select(change => change.JobId).Order());
        Assert.Equal(seen.Select(change => change.Sequence).Order(), seen.Select(change => change.Sequence));
    }

    private static Task PutScheduleAsync(TestService service, string name) =>
        service.DoneAsync(HttpMethod.Put, $"api/v1/schedules/{name}", """{"cron":"0 0 1 1 *","job":{"kind":"sql","tableBucket":"lake","script":"SELECT 1"}}""");
}
