using Floe.Containers.Tests.Cluster;
using Floe.JobService.Contracts;

namespace Floe.Containers.Tests.Api;

/// <summary>A real API server with the real CRDs; the operator is played by hand. Each service has only the Role of its manifest.</summary>
[Collection(ClusterTests.Name)]
public sealed class LifeTests(ClusterFixture fixture)
{
    private static readonly SparkJob Pi = new() { MainFile = "local:///opt/pi.py" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_role_is_enough_for_a_job_from_submit_to_its_end()
    {
        await using var service = await ClusterService.StartAsync(fixture.Api());
        var id = await service.SubmitAsync(Pi);
        var by = new HandOperator(service, await service.ApplicationAsync(id));
        await by.SubmitAsync();
        await service.UntilAsync(id, JobState.Pending);
        await by.RunAsync();
        await service.UntilAsync(id, JobState.Running);
        await by.CompleteAsync();

        var job = await service.EndAsync(id);
        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Single(job.Attempts);
    }

    [Fact]
    public async Task Suspend_and_resume_change_the_one_field()
    {
        await using var service = await ClusterService.StartAsync(fixture.Api());
        var (id, by) = await RunningAsync(service);
        await service.Client.SuspendAsync(id, Cancel);
        Assert.True((bool)(await service.Admin.GetAsync(by.Path))["spec"]!["suspend"]!);
        await by.StateAsync("SUSPENDED");
        await service.UntilAsync(id, JobState.Suspended);
        await service.Client.ResumeAsync(id, Cancel);
        var resumed = await service.Admin.GetAsync(by.Path);
        await by.StateAsync("RUNNING");
        await by.CompleteAsync();

        Assert.False((bool)resumed["spec"]!["suspend"]!);
        Assert.Equal(3, (int)resumed["metadata"]!["generation"]!);
        Assert.Equal(JobState.Succeeded, (await service.EndAsync(id)).State);
    }

    [Fact]
    public async Task A_cancel_deletes_the_application_and_its_pod_with_it()
    {
        await using var service = await ClusterService.StartAsync(fixture.Api());
        var (id, by) = await RunningAsync(service);
        await service.Client.CancelAsync(id, Cancel);

        Assert.Equal(JobState.Cancelled, (await service.EndAsync(id)).State);
        // Foreground: the pod went first. Without a controller manager nobody does that, and the application stays with its deletion time.
        Assert.Null(await service.Admin.FindAsync(by.Path));
    }

    [Fact]
    public async Task A_login_that_was_taken_away_and_given_anew_goes_on()
    {
        await using var service = await ClusterService.StartAsync(fixture.Api());
        var (id, by) = await RunningAsync(service);
        await service.ReplaceAccountAsync();
        await service.WriteTokenAsync();
        await service.Client.SuspendAsync(id, Cancel);
        await by.StateAsync("SUSPENDED");
        await service.UntilAsync(id, JobState.Suspended);

        Assert.True((bool)(await service.Admin.GetAsync(by.Path))["spec"]!["suspend"]!);
    }

    [Fact]
    public async Task An_application_of_somebody_else_shows_up()
    {
        await using var service = await ClusterService.StartAsync(fixture.Api());
        await service.Admin.CreateAsync(service.Applications, System.Text.Json.Nodes.JsonNode.Parse("""
            {"apiVersion":"sparkoperator.k8s.io/v1beta2","kind":"SparkApplication","metadata":{"name":"by-hand"},
            "spec":{"type":"Scala","mode":"cluster","sparkVersion":"4.0.1","mainApplicationFile":"local:///x.jar","driver":{},"executor":{}}}
            """)!.AsObject());
        string shown;
        do shown = await service.Http.GetStringAsync("/api/v1/external-applications", Cancel); while (!shown.Contains("by-hand", StringComparison.Ordinal));

        Assert.Contains("local:///x.jar", await service.Http.GetStringAsync($"/api/v1/external-applications/SparkApplication/{service.Space}/by-hand", Cancel), StringComparison.Ordinal);
    }

    private static async Task<(string Id, HandOperator By)> RunningAsync(ClusterService service)
    {
        var id = await service.SubmitAsync(Pi);
        var by = new HandOperator(service, await service.ApplicationAsync(id));
        await by.SubmitAsync();
        await by.RunAsync();
        await service.UntilAsync(id, JobState.Running);
        return (id, by);
    }
}
