using System.Diagnostics;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>Applications that the cluster does not take: not now, or not at all.</summary>
public sealed class RefusalTests
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
}
