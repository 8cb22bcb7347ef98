using System.Text.Json;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>Jobs on a cluster whose operator works.</summary>
public sealed class OperatorRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_goes_from_the_queue_over_the_driver_to_its_end()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var id = (await platform.SubmitAsync()).Id;
        var name = await platform.ApplicationOfAsync(id);
        await platform.UntilStateAsync(id, JobState.Pending);
        platform.Node.Starts(Space, $"{name}-driver");
        await platform.UntilStateAsync(id, JobState.Running);
        platform.Node.Writes(Space, $"{name}-driver", "Pi is roughly 3.14");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal([JobState.Queued, JobState.Submitting, JobState.Pending, JobState.Running, JobState.Succeeded], job.History.Select(change => change.State).Distinct());
        Assert.Contains("Pi is roughly 3.14", await platform.LogLinesAsync(id));
    }

    [Fact]
    public async Task The_application_has_every_field_filled_no_time_to_live_and_a_hash()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.HasWebhook = false;
        await platform.StartServiceAsync();
        var id = (await platform.SubmitAsync()).Id;
        var name = await platform.ApplicationOfAsync(id);
        using var application = JsonDocument.Parse(platform.Cluster.Find("sparkapplications", Space, name)!.Json);

        var spec = application.RootElement.GetProperty("spec");
        Assert.Equal("Python", spec.GetProperty("type").GetString());
        Assert.Equal("cluster", spec.GetProperty("mode").GetString());
        Assert.Equal("s3a://data/pi.py", spec.GetProperty("mainApplicationFile").GetString());
        Assert.False(spec.TryGetProperty("timeToLiveSeconds", out _));
        Assert.StartsWith("sha256:", application.RootElement.GetProperty("metadata").GetProperty("annotations").GetProperty("floe/spec-hash").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(id, name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_without_an_answer_is_met_again_by_its_name()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.Faults.Next("create", "sparkapplications", new Fault.LoseAnswer());
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        Assert.Single(platform.Cluster.List("sparkapplications", Space));
    }

    [Theory]
    [InlineData(500, "InternalError", "Internal error occurred: failed calling webhook \"mutate-sparkapplication.sparkoperator.k8s.io\": connect: connection refused", "webhook does not answer")]
    [InlineData(429, "TooManyRequests", "Too many requests, please try again later.", "too many requests")]
    [InlineData(403, "Forbidden", "sparkapplications \"x\" is forbidden: exceeded quota: jobs, requested: count/sparkapplications=1, used: 5, limited: 5", "quota of the namespace")]
    public async Task A_refusal_that_may_pass_is_told_and_tried_again(int code, string reason, string message, string told)
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.Faults.Next("create", "sparkapplications", new Fault.Refuse(new ApiException(code, reason, message, "sparkapplications", "x", code == 429 ? 1 : null)));
        await platform.StartServiceAsync();
        var (id, _) = await platform.RunningAsync();

        var job = await platform.GetAsync(id);

        Assert.Contains(job.History, change => change.State == JobState.Submitting && change.Reason?.Contains(told, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_namespace_that_is_missing_fails_the_job_and_says_so()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Cluster.Namespaces.Clear();

        var job = await platform.EndOfAsync((await platform.SubmitAsync()).Id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith("The cluster has no namespace spark-jobs.", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_that_fails_fails_the_job_with_the_operators_words()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Ends(Space, $"{name}-driver", 137, "OOMKilled");

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal("driver container failed with ExitCode: 137, Reason: OOMKilled.", job.Reason);
    }

    [Fact]
    public async Task A_retry_of_the_operator_is_shown_and_both_logs_are_kept()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync(Job(new() { MainFile = "s3://data/pi.py", Restart = new() { OnFailureRetries = 1, OnFailureRetryInterval = 30 } }));
        platform.Node.Writes(Space, $"{name}-driver", "first");
        await platform.UntilLogAsync(id, "first");
        platform.Node.Ends(Space, $"{name}-driver", 1);
        await platform.UntilStateAsync(id, JobState.Retrying, "Attempt 1 failed");
        platform.Cluster.Skew = TimeSpan.FromMinutes(1);
        platform.Operator.Reconcile(Space, name);
        platform.Node.Starts(Space, $"{name}-driver");
        await platform.UntilStateAsync(id, JobState.Running, "attempt 2");
        platform.Node.Writes(Space, $"{name}-driver", "second");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, job.State);
        var log = await platform.LogLinesAsync(id);
        Assert.Equal(["first", "[floe] Execution 2", "second"], log.Where(line => line is "first" or "second" || line.Contains("Execution", StringComparison.Ordinal)).Select(line => line.Split(" begins")[0]));
        var executions = Assert.Single(job.Attempts).Executions!;
        Assert.Equal([(1, JobState.Failed), (2, JobState.Succeeded)], executions.Select(execution => (execution.Number, execution.State)));
        Assert.Equal("The driver ended with exit code 1.", executions[0].Reason);
        Assert.All(executions, execution => Assert.Equal($"{name}-driver", execution.DriverPod));
        Assert.Equal(2, executions.Select(execution => execution.SubmissionId).Distinct().Count());
        Assert.All(executions, execution => Assert.InRange(execution.EndedAt!.Value, execution.StartedAt, job.EndedAt!.Value));
    }

    [Fact]
    public async Task A_submission_that_fails_is_tried_again_by_the_operator_and_then_fails_the_job()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Operator.SubmissionFault = _ => "failed to run spark-submit: exit status 1: no such image";
        var id = (await platform.SubmitAsync(Job(new() { MainFile = "s3://data/pi.py", Restart = new() { OnSubmissionFailureRetries = 1, OnSubmissionFailureRetryInterval = 30 } }))).Id;
        await platform.UntilStateAsync(id, JobState.Retrying, "Submission 1 failed");
        platform.Cluster.Skew = TimeSpan.FromMinutes(1);
        platform.Operator.Reconcile(Space, await platform.ApplicationOfAsync(id));

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("no such image", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_that_runs_counts_more_than_a_submission_that_failed_after_it()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        // The operator restarted between spark-submit and its own write, and submitted again (#2788).
        platform.Operator.IsUp = false;
        Say(platform, name, "FAILED", "driver pod already exist");
        await platform.UntilStateAsync(id, JobState.Running, "although the operator says FAILED");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_driver_that_ended_while_the_operator_is_down_ends_the_job_after_a_while()
    {
        await using var platform = await OperatorPlatform.StartAsync(new KeyValuePair<string, string?>("JobService:SparkOperator:OperatorPatienceSeconds", "1"));
        var (id, name) = await platform.RunningAsync();
        platform.Operator.IsUp = false;
        platform.Node.Ends(Space, $"{name}-driver", 3);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal("The driver ended with exit code 3.", job.Reason);
    }

    [Fact]
    public async Task An_application_that_somebody_deletes_loses_the_job()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Operator.IsUp = false;
        platform.Node.Removes(Space, $"{name}-driver");
        platform.Cluster.Remove("sparkapplications", Space, name);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Lost, job.State);
        Assert.Contains("was deleted by somebody else", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_driver_waits_for_is_told()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var id = (await platform.SubmitAsync()).Id;
        var pod = $"{await platform.ApplicationOfAsync(id)}-driver";
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, pod));
        platform.Node.Unschedulable(Space, pod, "0/3 nodes are available: 3 Insufficient cpu.");
        await platform.UntilStateAsync(id, JobState.Pending, "Insufficient cpu");
        platform.Node.Waits(Space, pod, "ImagePullBackOff", "Back-off pulling image");
        await platform.UntilStateAsync(id, JobState.Pending, "cannot be pulled");
        platform.Node.Waits(Space, pod, "CreateContainerConfigError", "secret \"floe-aws\" not found");
        await platform.UntilStateAsync(id, JobState.Pending, "secret \"floe-aws\" not found");
    }

    [Fact]
    public async Task A_warning_of_the_cluster_is_the_reason_where_the_pod_has_none()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var id = (await platform.SubmitAsync()).Id;
        var pod = $"{await platform.ApplicationOfAsync(id)}-driver";
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, pod));
        platform.Node.Warns(Space, pod, "FailedMount", "MountVolume.SetUp failed for volume \"data\"");

        await platform.UntilStateAsync(id, JobState.Pending, "FailedMount: MountVolume.SetUp failed");
    }

    [Fact]
    public async Task A_driver_that_does_not_run_in_time_is_deleted_and_the_job_fails_with_what_it_waited_for()
    {
        await using var platform = await OperatorPlatform.StartAsync(new KeyValuePair<string, string?>("JobService:SparkOperator:StartTimeoutSeconds", "1"));
        var id = (await platform.SubmitAsync()).Id;
        var name = await platform.ApplicationOfAsync(id);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, $"{name}-driver"));
        platform.Node.Unschedulable(Space, $"{name}-driver", "0/3 nodes are available.");
        await platform.UntilAsync(() => platform.Cluster.Find("sparkapplications", Space, name)?.Read()["metadata"]!["deletionTimestamp"]);
        platform.Node.Removes(Space, $"{name}-driver");

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("It waited for: No node takes the driver pod (Unschedulable): 0/3 nodes are available.", job.Reason, StringComparison.Ordinal);
        Assert.Empty(platform.Cluster.List("sparkapplications", Space));
    }

    [Fact]
    public async Task A_cancel_deletes_the_application_in_the_foreground_and_keeps_the_drivers_last_words()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "working");
        await platform.Client.CancelAsync(id, Cancel);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, $"{name}-driver")?.Read()["metadata"]!["deletionTimestamp"]);
        platform.Node.Writes(Space, $"{name}-driver", "shutdown hook called");
        platform.Node.Removes(Space, $"{name}-driver");

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Empty(platform.Cluster.List("sparkapplications", Space));
        Assert.Equal(["working", "shutdown hook called"], (await platform.LogLinesAsync(id)).Where(line => line is "working" or "shutdown hook called"));
    }

    [Fact]
    public async Task A_run_that_is_over_is_marked_with_when_it_may_go()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync(Job(new() { MainFile = "s3://data/pi.py", TimeToLiveSeconds = 3600 }));
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        var after = (string?)platform.Cluster.Find("sparkapplications", Space, name)!.Read()["metadata"]!["annotations"]!["floe/delete-after"];

        Assert.InRange(DateTimeOffset.Parse(after!, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddSeconds(3400), DateTimeOffset.UtcNow.AddSeconds(3700));
        Assert.Equal("COMPLETED", platform.Operator.StateOf(Space, name));
    }

    [Fact]
    public async Task A_service_that_comes_back_goes_on_with_its_runs()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "before");
        await platform.UntilLogAsync(id, "before");
        await platform.StopServiceAsync();
        platform.Node.Writes(Space, $"{name}-driver", "meanwhile");
        await platform.StartServiceAsync();
        platform.Node.Writes(Space, $"{name}-driver", "after");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        Assert.Equal(["before", "meanwhile", "after"], (await platform.LogLinesAsync(id)).Where(line => line is "before" or "meanwhile" or "after"));
        Assert.Single(platform.Cluster.List("sparkapplications", Space));
    }

    [Fact]
    public async Task A_job_for_a_namespace_that_is_not_followed_is_refused()
    {
        await using var platform = await OperatorPlatform.StartAsync();

        var error = await Assert.ThrowsAsync<Client.JobsClientException>(() => platform.SubmitAsync(Job(new() { MainFile = "s3://data/pi.py", Namespace = "elsewhere" })));

        Assert.Contains("$.spark.namespace is 'elsewhere'", error.Message, StringComparison.Ordinal);
    }

    internal static void Say(OperatorPlatform platform, string name, string state, string? error = null) => platform.Cluster.Change("sparkapplications", Space, name, body =>
        body["status"]!["applicationState"] = new System.Text.Json.Nodes.JsonObject { ["state"] = state, ["errorMessage"] = error });
}
