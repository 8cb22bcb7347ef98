using Floe.FakeKubernetes.Server;
using Floe.JobService.Contracts;
using Floe.JobService.Tests.SparkOperator;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>Runs over HTTPS and HTTP/2, where many watches and logs share a connection.</summary>
public sealed class SecureRunTests
{
    [Fact]
    public async Task A_run_is_followed_to_its_end_with_its_log()
    {
        await using var platform = await OperatorPlatform.SecureAsync();
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "one", "two");
        await platform.UntilLogAsync(id, "two");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        Assert.Equal(["one", "two", "Succeeded."], await platform.LogLinesAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    public async Task A_stream_that_is_reset_takes_no_other_with_it(int bytes)
    {
        await using var platform = await OperatorPlatform.SecureAsync();
        platform.Server.Faults.Next(request => request.Verb == "watch" || request.Part == "log", new Fault.CutAfter(bytes), times: 6);
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "one", "two");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        Assert.Equal(["one", "two", "Succeeded."], await platform.LogLinesAsync(id));
    }

    [Fact]
    public async Task A_cluster_that_starts_afresh_with_another_authority_and_port_is_found_by_its_new_kubeconfig()
    {
        await using var platform = await OperatorPlatform.SecureAsync();
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        await platform.StopClusterAsync();
        using var others = new ClusterCertificates();
        await platform.RestartClusterAsync(samePort: false, others);
        platform.WriteKubeconfig();
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task A_log_is_copied_though_the_watch_of_the_pods_never_told_of_its_driver()
    {
        await using var platform = await OperatorPlatform.SecureAsync();
        platform.Server.Faults.Next("watch", "pods", new Fault.Silence());
        await platform.StartServiceAsync();
        var (id, name) = await platform.RunningAsync();
        platform.Node.Writes(Space, $"{name}-driver", "one", "two");
        platform.Node.Ends(Space, $"{name}-driver", 0);

        Assert.Equal(JobState.Succeeded, (await platform.EndOfAsync(id)).State);
        Assert.Equal(["one", "two", "Succeeded."], await platform.LogLinesAsync(id));
    }
}
