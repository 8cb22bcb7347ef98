using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Logs;

public abstract class FollowTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_follower_sees_a_line_when_it_is_written_and_the_end_with_the_outcome()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        await using var events = service.Client.FollowAsync(job.Id, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);

        Assert.Equal(new JobStateChanged(JobState.Running, null), await NextAsync(events));
        foreach (var text in new[] { "one", "two" })
        {
            run.Log(text);
            Assert.EndsWith($"Z {text}", Assert.IsType<JobLogLine>(await NextAsync(events)).Text, StringComparison.Ordinal);
        }
        run.Fail("broken");

        Assert.EndsWith("Failed: broken", Assert.IsType<JobLogLine>(await NextAsync(events)).Text, StringComparison.Ordinal);
        Assert.Equal(new JobEnded(JobState.Failed, "broken"), await NextAsync(events));
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task A_queued_job_can_be_followed_before_it_has_a_log()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync();
        var first = await service.Engine.NextRunningAsync();
        var queued = await service.SubmitAsync();
        await using var events = service.Client.FollowAsync(queued.Id, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.Equal(new JobStateChanged(JobState.Queued, null), await NextAsync(events));
        first.Succeed();
        var run = await service.Engine.NextRunningAsync();
        run.Log("at last");
        run.Succeed();

        var seen = new List<JobEvent>();
        while (await events.MoveNextAsync()) seen.Add(events.Current);

        Assert.Equal(["at last", "Succeeded."], seen.OfType<JobLogLine>().Select(line => line.Text[25..]));
        Assert.Equal(new JobEnded(JobState.Succeeded, null), seen[^1]);
    }

    [Fact]
    public async Task A_connection_that_breaks_again_and_again_loses_and_doubles_no_line()
    {
        const int Lines = 400;
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        var network = new CutConnections(firstCut: 700);
        using var http = new HttpClient(network) { BaseAddress = service.Endpoint };
        var written = Enumerable.Range(0, Lines).Select(i => $"line {i} {new string('x', i % 50)}").ToList();

        var seen = new List<string>();
        await foreach (var line in new JobsClient(http).FollowLogsAsync(job.Id, cancellationToken: Cancel).Prepend(new JobLogLine("", "")))
        {
            if (line.Text.Length > 25) seen.Add(line.Text[25..]);
            // Half of it is written while the follower is there, one line at a time, the rest at once.
            if (seen.Count < Lines / 2) run.Log(written[seen.Count]);
            else if (seen.Count == Lines / 2)
            {
                run.Log(string.Join('\n', written.Skip(Lines / 2)));
                run.Succeed();
            }
        }

        Assert.Equal([.. written, "Succeeded."], seen);
        Assert.True(network.Connections > 4, $"{network.Connections} connections");
    }

    [Fact]
    public async Task Many_followers_of_one_job_each_see_all_of_it()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        var followers = Enumerable.Range(0, 50)
            .Select(_ => service.Client.FollowLogsAsync(job.Id, cancellationToken: Cancel).Select(line => line.Text).ToListAsync(Cancel).AsTask()).ToList();
        for (var i = 0; i < 200; i++) run.Log($"line {i}");
        run.Succeed();

        var seen = await Task.WhenAll(followers);

        Assert.Equal(201, seen[0].Count);
        Assert.All(seen, lines => Assert.Equal(seen[0], lines));
    }

    [Fact]
    public async Task A_follower_that_goes_away_leaves_the_job_alone()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        await using (var events = service.Client.FollowAsync(job.Id, cancellationToken: Cancel).GetAsyncEnumerator(Cancel)) await events.MoveNextAsync();
        run.Log("nobody reads this yet");
        run.Succeed();

        Assert.Equal(JobState.Succeeded, (await service.EndOfAsync(job.Id)).State);
        Assert.Contains("nobody reads this yet", await service.Client.ReadLogAsync(job.Id, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_a_job_that_is_not_there_is_refused_at_once()
    {
        await using var service = await StartAsync();

        await Assert.ThrowsAsync<JobsClientException>(() => service.Client.FollowAsync("00000000000000000000", cancellationToken: Cancel).ToListAsync(Cancel).AsTask());
    }

    [Fact]
    public async Task A_job_lost_by_its_engine_ends_what_follows_it()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        (await service.Engine.NextAsync()).End(new RunOutcome { State = JobState.Lost, Reason = "the pod vanished" });

        Assert.Equal((JobState.Lost, "the pod vanished"), await service.EndOfAsync(job.Id) is var ended ? (ended.State, ended.Reason) : default);
    }

    private static async Task<JobEvent> NextAsync(IAsyncEnumerator<JobEvent> events) =>
        await events.MoveNextAsync() ? events.Current : throw new InvalidOperationException("The following ended.");
}

public sealed class FollowTestsOnSqlite() : FollowTests(StoreKind.Sqlite);

public sealed class FollowTestsOnPostgres() : FollowTests(StoreKind.Postgres);
