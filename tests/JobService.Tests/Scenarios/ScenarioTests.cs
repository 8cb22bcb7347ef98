using System.Net.Http.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Jobs;

namespace Floe.JobService.Tests.Scenarios;

/// <summary>What holds for every job, whichever engine runs it.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Engines => [.. ScenarioPlatform.Engines];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_job_goes_from_the_queue_to_its_end_and_its_log_stays(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);

        var job = await platform.EndOfAsync((await platform.SubmitAsync(Work.Succeeds)).Id);

        Assert.Equal((JobState.Succeeded, engine), (job.State, job.Engine));
        // What lies between may be over before anybody looks: a cluster's states are levels, not events.
        var states = job.History.Select(change => change.State).ToArray();
        Assert.Equal([JobState.Queued, JobState.Submitting], states[..2]);
        Assert.Equal(JobState.Succeeded, states[^1]);
        Assert.Equal((1, JobState.Succeeded), (Assert.Single(job.Attempts).Number, job.Attempts[0].Outcome));
        Assert.EndsWith("Succeeded.\n", await platform.Client.ReadLogAsync(job.Id, Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_job_that_fails_says_why_and_a_retry_is_another_attempt(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);
        var failed = await platform.EndOfAsync((await platform.SubmitAsync(Work.Fails)).Id);
        Assert.Equal(JobState.Failed, failed.State);
        Assert.NotNull(failed.Reason);
        Assert.Contains($"Failed: {failed.Reason}", await platform.Client.ReadLogAsync(failed.Id, Cancel), StringComparison.Ordinal);

        await platform.Client.RetryAsync(failed.Id, Cancel);
        var again = await platform.EndOfAsync(failed.Id);

        Assert.Equal(JobState.Failed, again.State);
        Assert.Equal([1, 2], again.Attempts.Select(attempt => attempt.Number));
        Assert.All(again.Attempts, attempt => Assert.Equal((JobState.Failed, failed.Reason), (attempt.Outcome, attempt.Reason)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_cancel_ends_a_run_and_leaves_nothing_behind(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);
        var id = (await platform.SubmitAsync(Work.Stays)).Id;
        await platform.UntilAsync(id, JobState.Running);

        Assert.True((await platform.Client.CancelAsync(id, Cancel)).State is JobState.Cancelling or JobState.Cancelled);

        Assert.Equal(JobState.Cancelled, (await platform.EndOfAsync(id)).State);
        Assert.False(platform.IsLeftOver(id));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_run_over_its_time_limit_is_stopped_and_has_failed(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);

        var job = await platform.EndOfAsync((await platform.Client.SubmitAsync(platform.Job(Work.Stays) with { TimeoutSeconds = 2 }, cancellationToken: Cancel)).Id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("time limit of 2 s", job.Reason, StringComparison.Ordinal);
        Assert.False(platform.IsLeftOver(job.Id));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_submit_that_is_sent_again_is_one_job_with_one_run(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await platform.SubmitAsync(Work.Succeeds, "load-2026-01-31")).Id));

        var job = await platform.EndOfAsync(Assert.Single(ids.Distinct()));
        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Single(job.Attempts);
        Assert.Equal(1, platform.RunsOf(job.Id) ?? 1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_suspended_job_waits_until_it_is_resumed(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);
        (await platform.Http.PutAsJsonAsync("/api/v1/queues/held", new QueueSettings { MaxRunning = 0 }, JobsJson.Default.QueueSettings, Cancel)).EnsureSuccessStatusCode();
        var id = (await platform.Client.SubmitAsync(platform.Job(Work.Succeeds) with { Queue = "held" }, cancellationToken: Cancel)).Id;
        Assert.Equal(JobState.Suspended, (await platform.Client.SuspendAsync(id, Cancel)).State);
        (await platform.Http.PutAsJsonAsync("/api/v1/queues/held", new QueueSettings(), JobsJson.Default.QueueSettings, Cancel)).EnsureSuccessStatusCode();

        // A job that came later goes first: the suspended one is not merely slow.
        await platform.EndOfAsync((await platform.Client.SubmitAsync(platform.Job(Work.Succeeds) with { Queue = "held" }, cancellationToken: Cancel)).Id);
        Assert.Equal(JobState.Suspended, (await platform.GetAsync(id)).State);
        await platform.Client.ResumeAsync(id, Cancel);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_restart_of_the_service_repeats_no_run(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);
        var id = (await platform.SubmitAsync(Work.Stays)).Id;
        await platform.UntilAsync(id, JobState.Running);

        await platform.RestartServiceAsync();
        platform.LetGo();
        var job = await platform.EndOfAsync(id);

        // A run outside the service goes on without it; one inside ends with it, and says what is left of it.
        if (engine == "embedded") Assert.Contains("The service was stopped in mid-run", job.Reason, StringComparison.Ordinal);
        else Assert.Equal(JobState.Succeeded, job.State);
        Assert.Single(job.Attempts);
        Assert.Equal(1, platform.RunsOf(id) ?? 1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_log_that_is_followed_has_each_line_once_and_ends_with_the_job(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);
        var id = (await platform.SubmitAsync(Work.Succeeds)).Id;

        var followed = await platform.Client.FollowLogsAsync(id, cancellationToken: Cancel).Select(line => line.Text).ToArrayAsync(Cancel);

        Assert.True((await platform.GetAsync(id)).State.IsFinal());
        Assert.Equal((await platform.Client.ReadLogAsync(id, Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries), followed);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dry_run_names_the_engine_and_stores_nothing(string engine)
    {
        await using var platform = await ScenarioPlatform.StartAsync(engine);

        var answer = await platform.Http.PostAsJsonAsync("/api/v1/jobs?dryRun=true", platform.Job(Work.Succeeds), JobsJson.Default.JobDefinition, Cancel);

        var result = await answer.Content.ReadFromJsonAsync(JobsJson.Default.DryRunResult, Cancel);
        Assert.Equal((true, engine), (result!.Valid, result.Engine));
        Assert.Empty((await platform.Client.ListAsync(new Client.JobListQuery(), Cancel)).Jobs);
    }
}
