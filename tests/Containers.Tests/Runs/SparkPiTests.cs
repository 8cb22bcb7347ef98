using Floe.Containers.Tests.Cluster;
using Floe.JobService.Contracts;

namespace Floe.Containers.Tests.Runs;

/// <summary>Spark's own example on real nodes under the real operator.</summary>
[Collection(ClusterTests.Name)]
public sealed class SparkPiTests(ClusterFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_to_its_end_and_its_log_is_kept()
    {
        await using var service = await ClusterService.StartAsync(fixture.Whole(), RealCluster.OperatorsNamespace);
        var id = await service.SubmitAsync(Pi(slices: 10), JobKind.Spark);

        var job = await service.EndAsync(id);

        Assert.True(job.State == JobState.Succeeded, $"{job.State}: {job.Reason}");
        Assert.Contains("Pi is roughly 3.", await service.Http.GetStringAsync($"/api/v1/jobs/{id}/logs", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_with_its_pods()
    {
        await using var service = await ClusterService.StartAsync(fixture.Whole(), RealCluster.OperatorsNamespace);
        var id = await service.SubmitAsync(Pi(slices: 1_000_000), JobKind.Spark);
        await service.UntilAsync(id, JobState.Running);
        await service.Client.CancelAsync(id, Cancel);

        Assert.Equal(JobState.Cancelled, (await service.EndAsync(id)).State);
        var pods = await service.Admin.GetAsync($"api/v1/namespaces/{service.Space}/pods?labelSelector=floe%2Fjob-id%3D{id}");
        Assert.Empty(pods["items"]!.AsArray());
    }

    [Fact]
    public async Task A_running_job_is_suspended_and_runs_again()
    {
        await using var service = await ClusterService.StartAsync(fixture.Whole(), RealCluster.OperatorsNamespace);
        var id = await service.SubmitAsync(Pi(slices: 2_000), JobKind.Spark);
        await service.UntilAsync(id, JobState.Running);
        await service.Client.SuspendAsync(id, Cancel);
        await service.UntilAsync(id, JobState.Suspended);
        await service.Client.ResumeAsync(id, Cancel);

        var job = await service.EndAsync(id);
        Assert.True(job.State == JobState.Succeeded, $"{job.State}: {job.Reason}");
    }

    private static SparkJob Pi(int slices) => new()
    {
        MainFile = "local:///opt/spark/examples/jars/spark-examples.jar",
        MainClass = "org.apache.spark.examples.SparkPi",
        Arguments = [$"{slices}"],
        Image = "docker.io/library/spark:4.0.1",
        SparkVersion = "4.0.1",
        Driver = new() { Memory = "512m", CoreRequest = "100m", ServiceAccount = "spark" },
        Executor = new() { Instances = 1, Memory = "512m", CoreRequest = "100m" },
    };
}
