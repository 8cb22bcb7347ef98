using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.SparkOperator.Executions;
using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>The operator forgets its attempts; these are what the service keeps of them.</summary>
public sealed class ExecutionListTests
{
    private readonly TestClock _clock = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly ExecutionList _list;

    public ExecutionListTests() => _list = new([], _clock);

    [Fact]
    public void Each_submission_is_an_execution_with_its_times_and_its_end()
    {
        Assert.False(Look("", null));
        Assert.True(Look("SUBMITTED", "one", Pod("one", """{"waiting":{}}""")));
        Assert.True(Look("RUNNING", "one", Pod("one", """{"running":{}}""")));
        Assert.False(Look("RUNNING", "one", Pod("one", """{"running":{}}""")));
        _clock.Now += TimeSpan.FromMinutes(5);
        Look("FAILING", "one", Pod("one", """{"terminated":{"exitCode":1}}"""));
        Look("PENDING_RERUN", "one");
        _clock.Now += TimeSpan.FromMinutes(1);
        Look("SUBMITTED", "two");
        Look("COMPLETED", "two", Pod("two", """{"terminated":{"exitCode":0}}"""));

        var start = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(
        [
            new(1, "one", "x-driver", start, start.AddMinutes(5), JobState.Failed, "The driver ended with exit code 1."),
            new(2, "two", "x-driver", start.AddMinutes(6), start.AddMinutes(6), JobState.Succeeded, null),
        ], _list.All);
    }

    [Theory]
    [InlineData("SUSPENDING", JobState.Suspended, "It was suspended.")]
    [InlineData("RESUMING", JobState.Suspended, "It was suspended.")]
    [InlineData("INVALIDATING", JobState.Cancelled, "The application was changed by somebody else.")]
    [InlineData("PENDING_RERUN", JobState.Lost, "It was over before it was seen how it ended.")]
    [InlineData("FAILED", JobState.Failed, "driver pod not found.")]
    [InlineData("SUBMISSION_FAILED", JobState.Failed, "The submission failed: driver pod not found.")]
    public void The_operators_word_tells_how_one_without_a_pod_ended(string state, JobState expected, string reason)
    {
        Look("RUNNING", "one", Pod("one", """{"running":{}}"""));
        Look(state, "one");

        var execution = Assert.Single(_list.All);
        Assert.Equal((expected, reason, true), (execution.State, execution.Reason, execution.EndedAt is not null));
    }

    [Fact]
    public void A_submission_that_the_operator_forgot_is_known_by_its_driver()
    {
        // Restarted between spark-submit and its own write, it submits a second time (#2788).
        Look("SUBMISSION_FAILED", "two", Pod("one", """{"running":{}}"""));

        Assert.Equal([("one", JobState.Running), ("two", JobState.Failed)], _list.All.Select(execution => (execution.SubmissionId, execution.State)));
        Look("FAILED", "two", Pod("one", """{"terminated":{"exitCode":0}}"""));
        Assert.Equal([("one", JobState.Succeeded), ("two", JobState.Failed)], _list.All.Select(execution => (execution.SubmissionId, execution.State)));
    }

    [Fact]
    public void One_that_was_replaced_unseen_is_lost_and_a_restart_goes_on_counting()
    {
        Look("RUNNING", "one", Pod("one", """{"running":{}}"""));
        var after = new ExecutionList(_list.All, _clock);
        after.Look(Application("RUNNING", "two"), [Pod("two", """{"running":{}}""")]);

        Assert.Equal([(1, JobState.Lost), (2, JobState.Running)], after.All.Select(execution => (execution.Number, execution.State)));
        Assert.Equal(2, after.NumberOf("two"));
    }

    [Fact]
    public void Only_the_newest_hundred_are_kept()
    {
        for (var i = 1; i <= 130; i++) Look("FAILING", $"{i}");

        Assert.Equal((100, 31, 130), (_list.All.Count, _list.All[0].Number, _list.All[^1].Number));
    }

    [Fact]
    public void A_long_reason_is_cut_to_its_end()
    {
        _list.Look(Application("SUBMISSION_FAILED", "one", new string('x', 5000) + " the cause"), []);

        Assert.InRange(Assert.Single(_list.All).Reason!.Length, 1, 501);
        Assert.EndsWith("the cause.", _list.All[0].Reason, StringComparison.Ordinal);
    }

    private bool Look(string state, string? submission, params PodView[] drivers) => _list.Look(Application(state, submission), drivers);

    private static ApplicationView Application(string state, string? submission, string error = "driver pod not found") => JsonSerializer.Deserialize(
        $$$"""{"status":{"submissionID":{{{JsonSerializer.Serialize(submission)}}},"applicationState":{"state":"{{{state}}}","errorMessage":"{{{error}}}"} } }""", KubernetesJson.Default.ApplicationView)!;

    private static PodView Pod(string submission, string state) => JsonSerializer.Deserialize(
        $$$"""{"metadata":{"name":"x-driver","uid":"{{{submission}}}","labels":{"spark-role":"driver","sparkoperator.k8s.io/submission-id":"{{{submission}}}"}},"status":{"phase":"Running","containerStatuses":[{"name":"spark-kubernetes-driver","state":{{{state}}} }]}}""",
        KubernetesJson.Default.PodView)!;
}
