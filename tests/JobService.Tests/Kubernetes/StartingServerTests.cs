using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.SparkOperator;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>An API server that has just started forbids everything until it has read the roles, and its storage is not ready; both were seen with 1.32.</summary>
public sealed class StartingServerTests
{
    private static readonly Fault Starting = new Fault.Refuse(new(403, "Forbidden",
        "sparkapplications.sparkoperator.k8s.io is forbidden: User \"system:serviceaccount:floe:floe-job-service\" cannot create resource \"sparkapplications\" in API group \"sparkoperator.k8s.io\" in the namespace \"spark-jobs\"", "sparkapplications"));

    [Fact]
    public async Task A_job_that_is_made_then_waits_and_says_what_the_role_lacks()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        platform.Server.Faults.Next("create", "sparkapplications", Starting);
        var id = (await platform.SubmitAsync()).Id;
        await platform.UntilStateAsync(id, JobState.Submitting, "Apply deploy/kubernetes/job-service/rbac-jobs.yaml");

        Assert.NotNull(await platform.ApplicationOfAsync(id));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_then_ends_as_cancelled()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Server.Faults.Next("delete", "sparkapplications", Starting);
        await platform.Client.CancelAsync(id, TestContext.Current.CancellationToken);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, $"{name}-driver")?.Read()["metadata"]!["deletionTimestamp"]);
        platform.Node.Removes(Space, $"{name}-driver");

        Assert.Equal(JobState.Cancelled, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_run_goes_on_when_lists_and_watches_are_forbidden_for_a_while()
    {
        await using var platform = await OperatorPlatform.WithoutServiceAsync();
        platform.Server.Faults.Next(request => request.Verb is "list" or "watch", Starting, times: 6);
        platform.Server.Faults.Next(request => request.Verb is "list", new Fault.Refuse(new(429, "TooManyRequests", "storage is (re)initializing", retryAfter: 1)), times: 2);
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }
}
