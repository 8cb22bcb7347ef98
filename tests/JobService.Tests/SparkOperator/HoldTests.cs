using System.Net;
using System.Net.Http.Json;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Operator;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>Suspend and resume of a run that the cluster has, or may have.</summary>
public sealed class HoldTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_suspended_and_resumed_by_the_one_field_that_starts_nothing_anew()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "first");
        await platform.UntilLogAsync(id, "first");
        await platform.Client.SuspendAsync(id, Cancel);
        await platform.UntilStateAsync(id, JobState.Suspended);
        // The operator forgets to clear it when it starts the application again.
        platform.Cluster.Change(FakeOperator.Plural, Space, name, body => body["status"]!["terminationTime"] = "2020-01-01T00:00:00Z");
        await platform.Client.ResumeAsync(id, Cancel);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, $"{name}-driver"));
        platform.Node.Starts(Space, $"{name}-driver");
        await platform.UntilStateAsync(id, JobState.Running, "attempt 2");
        platform.Node.Writes(Space, $"{name}-driver", "second");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        var job = await platform.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal([(1, JobState.Suspended), (2, JobState.Succeeded)], Assert.Single(job.Attempts).Executions!.Select(execution => (execution.Number, execution.State)));
        Assert.Equal(["first", "second"], (await platform.LogLinesAsync(id)).Where(line => line is "first" or "second"));
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("resume")]
    public async Task With_the_cluster_away_the_answer_says_so_and_when_to_ask_again(string action)
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, _) = await platform.RunningAsync();
        if (action == "resume")
        {
            await platform.Client.SuspendAsync(id, Cancel);
            await platform.UntilStateAsync(id, JobState.Suspended);
        }
        await platform.StopClusterAsync();

        Assert.Contains("cannot be reached", await RefusedAsync(platform, id, action), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_request_is_to_be_sent_again_when_the_API_server_says()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, _) = await platform.RunningAsync();
        platform.Server.Faults.Next("patch", FakeOperator.Plural, new Fault.Refuse(new ApiException(429, "TooManyRequests", "Too many requests.", retryAfter: 17)));

        Assert.Contains("Too many requests.", await RefusedAsync(platform, id, "suspend", retryAfter: 17), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_the_cluster_does_not_have_yet_is_on_its_way()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.Faults.Next("create", FakeOperator.Plural, new Fault.Refuse(new ApiException(500, "InternalError", "failed calling webhook")), times: 1000);
        await platform.StartServiceAsync();
        var id = (await platform.SubmitAsync()).Id;
        await platform.UntilStateAsync(id, JobState.Submitting, "webhook does not answer");

        Assert.Contains("on its way to the cluster", await RefusedAsync(platform, id, "suspend", retryAfter: 1), StringComparison.Ordinal);
        var before = await platform.ReferenceAsync(id) with { Handle = null };
        Assert.Contains("on its way to the cluster", (await Assert.ThrowsAsync<EngineAwayException>(() => platform.Engine.SuspendAsync(before, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_is_gone_is_said_to_be()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        var reference = await platform.ReferenceAsync(id);
        platform.Operator.IsUp = false;
        platform.Cluster.Remove(FakeOperator.Plural, Space, name);

        Assert.Contains("gone from the cluster", (await Assert.ThrowsAsync<EngineAwayException>(() => platform.Engine.ResumeAsync(reference, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_lacks_the_verb_is_named()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, _) = await platform.RunningAsync();
        platform.Server.Faults.Next("patch", FakeOperator.Plural, new Fault.Refuse(new ApiException(403, "Forbidden", "User \"floe\" cannot patch")));

        Assert.Contains("Apply deploy/kubernetes/job-service", await RefusedAsync(platform, id, "suspend"), StringComparison.Ordinal);
    }

    /// <summary>The words of a 503.</summary>
    private static async Task<string> RefusedAsync(OperatorPlatform platform, string id, string action, int retryAfter = 5)
    {
        using var response = await platform.Http.PostAsync($"/api/v1/jobs/{id}/{action}", null, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(retryAfter), response.Headers.RetryAfter!.Delta);
        return (await response.Content.ReadFromJsonAsync(JobsWire.Json.Problem, Cancel))!.Detail!;
    }
}
