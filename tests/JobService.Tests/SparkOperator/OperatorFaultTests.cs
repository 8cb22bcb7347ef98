using System.Text.Json.Nodes;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;
using static Floe.JobService.Tests.SparkOperator.OperatorRunTests;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>Clusters and operators that do something else than what was asked, and people who do it for them.</summary>
public sealed class OperatorFaultTests
{
    [Fact]
    public async Task An_application_stays_while_its_logs_are_not_safe_and_the_log_says_why()
    {
        await using var platform = await OperatorPlatform.StartAsync(Key("LogPatienceSeconds", "1"));
        platform.Server.Faults.Next("get", "pods/log", new Fault.Refuse(new ApiException(403, "Forbidden", "User \"floe\" cannot get resource \"pods/log\"")), times: 1000);
        var (id, name) = await platform.RunningAsync();
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        Assert.Contains(await platform.LogLinesAsync(id), line => line.StartsWith("[floe] The rest of the logs did not come within 1 s: User \"floe\" cannot get", StringComparison.Ordinal));
        Assert.Null(platform.Cluster.Find(FakeOperator.Plural, Space, name)!.Read()["metadata"]!["annotations"]!["floe/delete-after"]);
    }

    [Fact]
    public async Task A_driver_that_somebody_deletes_has_not_succeeded()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Removes(Space, $"{name}-driver");

        var job = await platform.EndOfAsync(id);

        Assert.Equal((JobState.Failed, "driver pod not found."), (job.State, job.Reason));
    }

    [Fact]
    public async Task A_driver_that_is_evicted_fails_the_job_with_the_words_of_the_node()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Evicts(Space, $"{name}-driver", "The node was low on resource: memory.");

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("The driver pod failed (Evicted). The node was low on resource: memory.", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Executors_that_go_do_not_end_the_job_nor_does_an_operator_that_knows_nothing()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Operator.AddExecutor(Space, name, 1);
        platform.Node.Starts(Space, $"{name}-exec-1");
        platform.Node.Removes(Space, $"{name}-exec-1");
        platform.Operator.IsUp = false;
        platform.Cluster.Change(FakeOperator.Plural, Space, name, body => body["status"]!["executorState"] = new JsonObject { [$"{name}-exec-1"] = "UNKNOWN" });
        Say(platform, name, "UNKNOWN");
        await platform.UntilSeenAsync(name, application => application.State == "UNKNOWN");
        Assert.Equal(JobState.Running, (await platform.GetAsync(id)).State);
        platform.Operator.IsUp = true;
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_spec_that_somebody_changes_starts_the_run_anew_and_both_are_told()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Cluster.Change(FakeOperator.Plural, Space, name, body => body["spec"]!["image"] = "another");
        await platform.UntilAsync(() => platform.Operator.StateOf(Space, name) == "SUBMITTED" ? name : null);
        platform.Node.Starts(Space, $"{name}-driver");
        await platform.UntilStateAsync(id, JobState.Running);
        platform.Node.Ends(Space, $"{name}-driver", 0);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal([1, 2], Assert.Single(job.Attempts).Executions!.Select(execution => execution.Number));
        Assert.NotEqual(JobState.Succeeded, job.Attempts[0].Executions![0].State);
    }

    [Fact]
    public async Task A_submission_that_the_operator_made_twice_is_two_executions_of_one_run()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Operator.IsUp = false;
        platform.Cluster.Change(FakeOperator.Plural, Space, name, body =>
        {
            body["status"]!["submissionID"] = "the-second";
            body["status"]!["applicationState"] = new JsonObject { ["state"] = "SUBMISSION_FAILED", ["errorMessage"] = "driver pod already exist" };
        });
        await platform.UntilStateAsync(id, JobState.Running, "although the operator says SUBMISSION_FAILED");
        Say(platform, name, "FAILED", "driver pod already exist");
        await platform.UntilStateAsync(id, JobState.Running, "although the operator says FAILED");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal([JobState.Succeeded, JobState.Failed], Assert.Single(job.Attempts).Executions!.Select(execution => execution.State));
    }

    [Fact]
    public async Task One_that_the_operator_forgot_to_start_again_fails_when_its_time_to_start_is_over_and_is_deleted()
    {
        await using var platform = await OperatorPlatform.StartAsync(Key("StartTimeoutSeconds", "2"), Key("OperatorPatienceSeconds", "1"));
        var (id, name) = await platform.RunningAsync(Job(new() { MainFile = "s3://data/pi.py", Restart = new() { OnFailureRetries = 1, OnFailureRetryInterval = 1 } }));
        platform.Operator.IsUp = false;
        platform.Node.Removes(Space, $"{name}-driver");
        Say(platform, name, "PENDING_RERUN");
        await platform.UntilStateAsync(id, JobState.Retrying, "cancel the job and retry it");
        await platform.UntilAsync(() => platform.Cluster.Find(FakeOperator.Plural, Space, name)?.Read()["metadata"]!["deletionTimestamp"]);
        platform.Cluster.Remove(FakeOperator.Plural, Space, name);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("did not run within 2 s", job.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(7)]
    public async Task A_cluster_whose_clock_is_wrong_changes_no_state_and_no_time(int hours)
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync(Key("StartTimeoutSeconds", "60"));
        platform.Cluster.Skew = TimeSpan.FromHours(hours);
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Ends(Space, $"{name}-driver", 0);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, job.State);
        var (from, to) = (job.CreatedAt, DateTimeOffset.UtcNow);
        Assert.All(job.History, change => Assert.InRange(change.At, from, to));
        Assert.All(Assert.Single(job.Attempts).Executions!, execution => Assert.InRange(execution.EndedAt!.Value, execution.StartedAt, to));
        Assert.InRange(job.Attempts[0].Executions![0].StartedAt, from, to);
    }

    private static KeyValuePair<string, string?> Key(string name, string value) => new($"JobService:SparkOperator:{name}", value);
}
