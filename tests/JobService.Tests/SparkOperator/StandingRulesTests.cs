using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>What the operator's states and the driver pod mean for the job, row by row.</summary>
public sealed class StandingRulesTests
{
    private const string OnFailure = """{"type":"OnFailure","onFailureRetries":1,"onSubmissionFailureRetries":1}""";
    private const string Running = """{"running":{}}""";
    private const string Waiting = """{"waiting":{"reason":"ContainerCreating"}}""";
    private const string ExitZero = """{"terminated":{"exitCode":0}}""";
    private const string ExitThree = """{"terminated":{"exitCode":3}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("", null, JobState.Submitting)]
    [InlineData("SUBMITTED", null, JobState.Pending)]
    [InlineData("SUBMITTED", Waiting, JobState.Pending)]
    // #2749: after a restart the operator stays in SUBMITTED.
    [InlineData("SUBMITTED", Running, JobState.Running)]
    [InlineData("RUNNING", Running, JobState.Running)]
    [InlineData("RUNNING", null, JobState.Running)]
    [InlineData("UNKNOWN", Running, JobState.Running)]
    [InlineData("UNKNOWN", Waiting, JobState.Pending)]
    [InlineData("UNKNOWN", null, JobState.Running)]
    [InlineData("SUCCEEDING", ExitZero, JobState.Running)]
    [InlineData("COMPLETED", ExitZero, JobState.Succeeded)]
    [InlineData("COMPLETED", null, JobState.Succeeded)]
    [InlineData("FAILING", ExitThree, JobState.Running)]
    [InlineData("FAILED", ExitThree, JobState.Failed)]
    [InlineData("FAILED", null, JobState.Failed)]
    // #2788: a second submission failed because the first had worked.
    [InlineData("FAILED", Running, JobState.Running)]
    [InlineData("FAILED", Waiting, JobState.Pending)]
    [InlineData("FAILED", ExitZero, JobState.Succeeded)]
    [InlineData("SUBMISSION_FAILED", Running, JobState.Running)]
    [InlineData("SUBMISSION_FAILED", null, JobState.Submitting)]
    [InlineData("PENDING_RERUN", null, JobState.Retrying)]
    [InlineData("INVALIDATING", Running, JobState.Retrying)]
    [InlineData("SUSPENDING", Running, JobState.Suspended)]
    [InlineData("SUSPENDED", null, JobState.Suspended)]
    [InlineData("RESUMING", null, JobState.Pending)]
    [InlineData("A_NEW_ONE", Running, JobState.Running)]
    public void A_state_of_the_operator_and_the_driver_is_one_of_the_job(string state, string? driver, JobState expected) =>
        Assert.Equal(expected, Of(Application(state), driver is null ? null : Driver(driver)).State);

    [Theory]
    [InlineData("FAILING", 1, JobState.Retrying)]
    [InlineData("FAILING", 2, JobState.Running)]
    [InlineData("SUBMISSION_FAILED", 1, JobState.Retrying)]
    [InlineData("SUBMISSION_FAILED", 2, JobState.Submitting)]
    public void A_failure_is_one_that_the_operator_repeats_while_its_policy_allows_it(string state, int attempts, JobState expected) =>
        Assert.Equal(expected, Of(Application(state, OnFailure, attempts), null).State);

    [Theory]
    [InlineData("RUNNING", ExitZero, JobState.Succeeded)]
    [InlineData("RUNNING", ExitThree, JobState.Failed)]
    [InlineData("SUBMITTED", ExitThree, JobState.Failed)]
    [InlineData("SUCCEEDING", null, JobState.Succeeded)]
    [InlineData("FAILING", null, JobState.Failed)]
    [InlineData("UNKNOWN", ExitZero, JobState.Succeeded)]
    public void A_driver_that_has_ended_ends_the_job_when_the_operator_says_nothing_for_long(string state, string? driver, JobState expected)
    {
        var pod = driver is null ? null : Driver(driver);

        Assert.Equal(JobState.Running, Of(Application(state), pod).State);
        Assert.Equal(expected, Of(Application(state), pod, Patience).State);
    }

    [Theory]
    [InlineData(OnFailure, ExitThree)]
    [InlineData("""{"type":"Always"}""", ExitThree)]
    [InlineData("""{"type":"Always"}""", ExitZero)]
    public void A_job_does_not_end_while_the_operator_would_run_its_application_again_when_it_comes_back(string policy, string driver)
    {
        var standing = Of(Application("RUNNING", policy, attempts: 1), Driver(driver), TimeSpan.FromHours(3));

        Assert.Equal(JobState.Running, standing.State);
        Assert.True(standing.IsTrouble);
        Assert.Contains("is to start it again, and does not", standing.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "does it run, and does it watch this namespace?")]
    [InlineData("SUBMITTED", "there is no driver pod")]
    [InlineData("RUNNING", "There is no driver pod any more")]
    [InlineData("UNKNOWN", "There is no driver pod any more")]
    [InlineData("PENDING_RERUN", "cancel the job and retry it")]
    public void What_stands_still_for_long_is_told(string state, string words)
    {
        Assert.False(Of(Application(state), null).IsTrouble);

        var standing = Of(Application(state), null, Patience);

        Assert.True(standing.IsTrouble);
        Assert.Contains(words, standing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_that_is_always_started_again_does_not_succeed() =>
        Assert.Equal(JobState.Retrying, Of(Application("SUCCEEDING", """{"type":"Always"}"""), Driver(ExitZero), Patience).State);

    [Fact]
    public void A_driver_that_was_taken_away_after_it_succeeded_has_succeeded_whatever_the_operator_missed()
    {
        var seen = new Observation(Application("FAILED", error: "driver pod not found"), null, null, TimeSpan.Zero) { LastDriver = Driver(ExitZero) };

        Assert.Equal(JobState.Succeeded, StandingRules.Of(seen, Patience).State);
    }

    [Fact]
    public void An_evicted_driver_fails_the_job_with_the_words_of_the_node()
    {
        var evicted = Pod("""{"phase":"Failed","reason":"Evicted","message":"The node was low on resource: memory."}""");

        var standing = Of(Application("FAILED", error: "driver container status missing"), evicted);

        Assert.Equal(JobState.Failed, standing.State);
        Assert.Equal("driver container status missing. The driver pod failed (Evicted). The node was low on resource: memory.", standing.Reason);
        Assert.Equal("The driver pod failed (Evicted). The node was low on resource: memory.", Of(Application("RUNNING"), evicted, Patience).Reason);
    }

    [Fact]
    public void A_termination_time_that_is_left_of_an_earlier_execution_means_nothing()
    {
        var resumed = Application("RUNNING") with { };
        resumed.Status = resumed.Status with { TerminationTime = DateTimeOffset.UnixEpoch, ExecutionAttempts = 2 };

        Assert.Equal((JobState.Running, "The operator's attempt 2."), (Of(resumed, Driver(Running)).State, Of(resumed, Driver(Running)).Reason));
    }

    [Theory]
    [InlineData("COMPLETED", null, JobState.Succeeded)]
    [InlineData("SUCCEEDING", null, JobState.Succeeded)]
    [InlineData("FAILED", null, JobState.Failed)]
    [InlineData("RUNNING", ExitZero, JobState.Succeeded)]
    [InlineData("RUNNING", ExitThree, JobState.Failed)]
    // A driver that was deleted has not succeeded (apache/airflow#41212).
    [InlineData("RUNNING", Running, JobState.Lost)]
    [InlineData("RUNNING", null, JobState.Lost)]
    [InlineData(null, null, JobState.Lost)]
    public void What_was_seen_last_tells_how_an_application_ended_that_somebody_deleted(string? state, string? driver, JobState expected) =>
        Assert.Equal(expected, StandingRules.AfterDelete(state is null ? null : Application(state), driver is null ? null : Driver(driver), "x").State);

    private static Standing Of(ApplicationView application, PodView? driver, TimeSpan unchanged = default) => StandingRules.Of(new(application, driver, null, unchanged), Patience);

    private static ApplicationView Application(string state, string policy = "{}", int attempts = 1, string? error = null) => JsonSerializer.Deserialize(
        $$$"""{"spec":{"restartPolicy":{{{policy}}} },"status":{"submissionID":"one","executionAttempts":{{{attempts}}},"submissionAttempts":{{{attempts}}},"applicationState":{"state":"{{{state}}}","errorMessage":{{{JsonSerializer.Serialize(error)}}} } } }""",
        KubernetesJson.Default.ApplicationView)!;

    private static PodView Driver(string state) => Pod($$$"""{"phase":"Running","containerStatuses":[{"name":"spark-kubernetes-driver","state":{{{state}}} }]}""");

    private static PodView Pod(string status) => JsonSerializer.Deserialize(
        $$$"""{"metadata":{"uid":"pod","labels":{"spark-role":"driver","sparkoperator.k8s.io/submission-id":"one"}},"status":{{{status}}} }""", KubernetesJson.Default.PodView)!;
}
