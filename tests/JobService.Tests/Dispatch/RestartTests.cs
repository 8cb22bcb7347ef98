using Floe.JobService.Contracts;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Dispatch;

/// <summary>A copy of the data folder, taken in mid-run, is what a kill -9 leaves behind.</summary>
public sealed class RestartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_ran_when_the_service_crashed_fails_with_a_reason_and_is_not_run_again()
    {
        using var crashed = new TempFolder();
        string id;
        await using (var service = await TestService.StartAsync())
        {
            id = (await service.SubmitAsync()).Id;
            var run = await service.Engine.NextRunningAsync();
            run.Log("half way");
            TempFolder.Copy(service.DataFolder, crashed.Path);
            run.Succeed();
        }
        await using var again = await TestService.StartAsync(crashed.Path);

        var job = await again.GetAsync(id);
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("stopped in mid-run", job.Reason, StringComparison.Ordinal);
        Assert.Contains("submit it again", job.Reason, StringComparison.Ordinal);
        Assert.Equal(JobState.Failed, Assert.Single(job.Attempts).Outcome);
        var log = (await again.Client.ReadLogAsync(id, Cancel)).TrimEnd('\n').Split('\n');
        Assert.EndsWith(" half way", log[0], StringComparison.Ordinal);
        Assert.Contains("Failed: The service stopped in mid-run", log[1], StringComparison.Ordinal);
        Assert.Equal(0, again.Engine.Waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_is_watched_on_has_what_was_left_of_its_time_limit(bool running)
    {
        var begin = DateTimeOffset.UtcNow;
        using var folder = new TempFolder();
        var definition = running ? TestService.Job() with { TimeoutSeconds = 600 } : TestService.Job() with { StartTimeoutSeconds = 600 };
        string id;
        await using (var service = await TestService.StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true }, clock: new TestClock(begin)))
        {
            id = (await service.SubmitAsync(definition)).Id;
            var run = await service.Engine.NextAsync();
            await run.EnterAsync(running ? JobState.Running : JobState.Pending);
        }
        var clock = new TestClock(begin.AddSeconds(500));
        await using var again = await TestService.StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true }, clock: clock);
        var same = await again.Engine.NextAsync();
        Assert.False(same.StopAsked.IsCompleted);

        clock.Now = begin.AddSeconds(605);
        await same.StopAsked.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        same.Stop();

        Assert.Contains("limit of 600 s", (await again.EndOfAsync(id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_was_being_cancelled_when_the_service_crashed_is_cancelled()
    {
        using var crashed = new TempFolder();
        string id;
        await using (var service = await TestService.StartAsync())
        {
            id = (await service.SubmitAsync()).Id;
            var run = await service.Engine.NextRunningAsync();
            await service.Client.CancelAsync(id, Cancel);
            TempFolder.Copy(service.DataFolder, crashed.Path);
            run.Stop();
        }
        await using var again = await TestService.StartAsync(crashed.Path);

        Assert.Equal(JobState.Cancelled, (await again.GetAsync(id)).State);
    }

    [Fact]
    public async Task Jobs_that_no_engine_had_taken_run_after_the_crash_in_their_order()
    {
        using var crashed = new TempFolder();
        string submitting, queued;
        await using (var service = await TestService.StartAsync(adapt: options => options with { MaxRunningJobs = 1 }))
        {
            submitting = (await service.SubmitAsync()).Id;
            var run = await service.Engine.NextAsync();
            run.Log("first attempt");
            queued = (await service.SubmitAsync()).Id;
            TempFolder.Copy(service.DataFolder, crashed.Path);
            run.Succeed();
            (await service.Engine.NextAsync()).Succeed();
        }
        await using var again = await TestService.StartAsync(crashed.Path, options => options with { MaxRunningJobs = 1 });

        var first = await again.Engine.NextRunningAsync();
        Assert.Equal((submitting, 2), (first.Id, first.Run.Attempt));
        first.Log("second attempt");
        first.Succeed();
        var second = await again.Engine.NextRunningAsync();
        Assert.Equal((queued, 1), (second.Id, second.Run.Attempt));
        second.Succeed();

        var job = await again.EndOfAsync(submitting);
        Assert.Equal([JobState.Queued, JobState.Submitting, JobState.Queued, JobState.Submitting, JobState.Running, JobState.Succeeded], job.History.Select(change => change.State));
        var log = (await again.Client.ReadLogAsync(submitting, Cancel)).TrimEnd('\n').Split('\n');
        Assert.Equal(["first attempt", "second attempt", "Succeeded."], log.Select(line => line[25..]));
    }

    [Fact]
    public async Task A_run_that_outlives_the_service_is_watched_on_with_its_handle()
    {
        using var folder = new TempFolder();
        string id;
        await using (var service = await TestService.StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true }))
        {
            id = (await service.SubmitAsync()).Id;
            var run = await service.Engine.NextRunningAsync();
            await run.Run.Reporter.KeepHandleAsync("pod-7", Cancel);
        }
        await using var again = await TestService.StartAsync(folder.Path, engine: new ScriptedEngine { OutlivesService = true });

        var watched = await again.Engine.NextAsync();
        Assert.Equal((id, 1, "pod-7"), (watched.Id, watched.Run.Attempt, watched.Run.Handle));
        Assert.Equal(JobState.Running, (await again.GetAsync(id)).State);
        watched.Succeed();
        Assert.Single((await again.EndOfAsync(id)).Attempts);
    }

    [Fact]
    public async Task A_job_of_an_engine_that_is_no_longer_there_fails_and_names_it()
    {
        using var folder = new TempFolder();
        string id;
        await using (var service = await TestService.StartAsync(folder.Path, options => options with { MaxRunningJobs = 1 }, new ScriptedEngine { Name = "gone" }))
        {
            await service.SubmitAsync();
            await service.Engine.NextRunningAsync();
            id = (await service.SubmitAsync()).Id;
        }
        await using var again = await TestService.StartAsync(folder.Path);

        Assert.Contains("'gone'", (await again.EndOfAsync(id)).Reason, StringComparison.Ordinal);
    }
}
