using System.Diagnostics;
using System.Text.Json.Nodes;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;
using static Floe.JobService.Tests.SparkOperator.OperatorRunTests;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>Clusters and operators that do something else than what was asked, and people who do it for them.</summary>
public sealed class OperatorFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_throttled_create_waits_as_long_as_the_API_server_says()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.Faults.Next("create", FakeOperator.Plural, new Fault.Refuse(new ApiException(429, "TooManyRequests", "Too many requests.", retryAfter: 3)));
        await platform.StartServiceAsync();
        var start = Stopwatch.GetTimestamp();
        var id = (await platform.SubmitAsync()).Id;
        await platform.ApplicationOfAsync(id);

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 3, double.MaxValue);
        Assert.Contains(await platform.LogLinesAsync(id), line => line.StartsWith("[floe] Submitting: The API server has too many requests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schema_that_does_not_allow_the_application_fails_the_job_for_good_with_the_fields()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Server.Faults.Next("create", FakeOperator.Plural, new Fault.Refuse(new ApiException(422, "Invalid", "SparkApplication.sparkoperator.k8s.io \"x\" is invalid: [<nil>: …]", "sparkapplications", "x")
        {
            Causes = [("spec.driver.cores", "Invalid value: 0: spec.driver.cores in body should be greater than or equal to 1", "FieldValueInvalid"), ("spec.mode", "Unsupported value: \"local\": supported values: \"cluster\", \"client\"", "FieldValueNotSupported")],
        }));

        var job = await platform.EndOfAsync((await platform.SubmitAsync(Job() with { Retry = new() { MaxAttempts = 5 } })).Id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Single(job.Attempts);
        Assert.Contains("spec.driver.cores Invalid value: 0", job.Reason, StringComparison.Ordinal);
        Assert.Contains("spec.mode Unsupported value: \"local\"", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_denies_the_application_fails_the_job_for_good()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Server.Faults.Next("create", FakeOperator.Plural, new Fault.Refuse(new ApiException(403, "Forbidden", "admission webhook \"policy.example\" denied the request: no team label")));

        var job = await platform.EndOfAsync((await platform.SubmitAsync(Job() with { Retry = new() { MaxAttempts = 5 } })).Id);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Single(job.Attempts);
        Assert.Contains("no team label", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_is_being_deleted_fails_the_job_and_says_so()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Server.Faults.Next("create", FakeOperator.Plural, new Fault.Refuse(new ApiException(403, "Forbidden", "unable to create new content in namespace spark-jobs because it is being terminated")
        {
            Causes = [("metadata.namespace", "namespace spark-jobs is being terminated", "NamespaceTerminating")],
        }));

        Assert.StartsWith("The namespace spark-jobs is being deleted.", (await platform.EndOfAsync((await platform.SubmitAsync()).Id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_while_the_cluster_refuses_it_leaves_nothing_behind()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.Faults.Next("create", FakeOperator.Plural, new Fault.Refuse(new ApiException(403, "Forbidden", "exceeded quota: jobs, requested: count/sparkapplications=1, used: 5, limited: 5")), times: 1000);
        await platform.StartServiceAsync();
        var id = (await platform.SubmitAsync()).Id;
        await platform.UntilStateAsync(id, JobState.Submitting, "quota of the namespace");
        await platform.Client.CancelAsync(id, Cancel);

        Assert.Equal(JobState.Cancelled, (await platform.EndOfAsync(id)).State);
        Assert.Empty(platform.Cluster.List(FakeOperator.Plural, Space));
    }

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
    public async Task A_cluster_without_the_operators_CRDs_is_waited_for()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        // Before that the engine would not be asked at all.
        await platform.RunningAsync();
        platform.Cluster.MissingKinds.Add(FakeOperator.Plural);
        var id = (await platform.SubmitAsync()).Id;
        await platform.UntilStateAsync(id, JobState.Submitting, "install the Spark Operator");
        platform.Cluster.MissingKinds.Clear();

        Assert.NotNull(await platform.ApplicationOfAsync(id));
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

    [Fact]
    public async Task What_the_dry_run_shows_is_what_is_sent()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var job = Job(new() { MainFile = "s3://data/pi.py", TimeToLiveSeconds = 77 });
        var (text, _) = await platform.Client.DryRunAsync(job, asJson: true, Cancel);
        var shown = JsonNode.Parse(text)!["application"]!.AsObject();
        var id = (await platform.SubmitAsync(job)).Id;
        var made = platform.Cluster.Find(FakeOperator.Plural, Space, await platform.ApplicationOfAsync(id))!.Read();

        Assert.Equal(Comparable(shown["spec"]!, DryRunResult.NoJob), Comparable(made["spec"]!, id));
        Assert.Null(made["spec"]!["timeToLiveSeconds"]);
        Assert.Equal("77", (string?)made["metadata"]!["annotations"]!["floe/time-to-live-seconds"]);
        Assert.Equal("77", (string?)shown["metadata"]!["annotations"]!["floe/time-to-live-seconds"]);
    }

    [Fact]
    public async Task A_manifests_time_to_live_keeps_its_meaning_and_its_own_date_of_deletion_has_none()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var manifest = """
            apiVersion: sparkoperator.k8s.io/v1beta2
            kind: SparkApplication
            metadata: {name: taxi, namespace: spark-jobs, annotations: {floe/delete-after: "2020-01-01T00:00:00Z"}}
            spec: {mainApplicationFile: "local:///taxi.py", timeToLiveSeconds: 600}
            """;
        var id = (await platform.Client.SubmitManifestAsync(manifest, null, Cancel)).Id;
        var name = await platform.ApplicationOfAsync(id);
        Assert.Null(platform.Cluster.Find(FakeOperator.Plural, Space, name)!.Read()["metadata"]!["annotations"]!["floe/delete-after"]);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, $"{name}-driver"));
        platform.Node.Starts(Space, $"{name}-driver");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        var after = (string?)platform.Cluster.Find(FakeOperator.Plural, Space, name)!.Read()["metadata"]!["annotations"]!["floe/delete-after"];
        Assert.InRange(DateTimeOffset.Parse(after!, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddSeconds(500), DateTimeOffset.UtcNow.AddSeconds(610));
    }

    /// <summary>Without the job's id and the trace of its submit.</summary>
    private static string Comparable(JsonNode spec, string id)
    {
        foreach (var pod in new[] { "driver", "executor" })
        {
            var env = spec[pod]!["env"]!.AsArray();
            foreach (var variable in env.Where(variable => (string?)variable!["name"] == "TRACEPARENT").ToList()) env.Remove(variable);
        }
        return Sorted(spec).ToJsonString().Replace(id, "ID", StringComparison.Ordinal);
    }

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };

    private static KeyValuePair<string, string?> Key(string name, string value) => new($"JobService:SparkOperator:{name}", value);
}
