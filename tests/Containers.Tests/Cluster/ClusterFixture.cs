using Docker.DotNet;
using Floe.JobService.Kubernetes;
using Testcontainers.K3s;

namespace Floe.Containers.Tests.Cluster;

/// <summary>
/// One cluster for all tests: the one that <c>FLOE_TEST_KUBECONFIG</c> names, which has the operator's CRDs, or K3s in Docker. Where there is neither,
/// the tests are skipped and say why.
/// </summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public const string Variable = "FLOE_TEST_KUBECONFIG";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("floe-cluster-");
    private K3sContainer? _container;
    private RealCluster? _cluster;
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } kubeconfig)
        {
            var admin = Admin(Path.GetFullPath(kubeconfig));
            _cluster = new(admin, Path.GetFullPath(kubeconfig), await K3sOperator.IsReadyAsync(admin));
        }
        else if (await DockerEngine.ProblemAsync() is { } problem)
        {
            _missing = $"{problem} Start one, or set {Variable} to the kubeconfig of a cluster with the Spark Operator's CRDs.";
        }
        else
        {
            await StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _cluster?.Admin.Dispose();
        if (_container is not null) await _container.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>For what needs an API server and the CRDs alone; pods do not run there by themselves.</summary>
    internal RealCluster Api()
    {
        Assert.SkipWhen(_cluster is null, _missing ?? "");
        return _cluster!;
    }

    /// <summary>For what needs an operator and nodes.</summary>
    internal RealCluster Whole()
    {
        var cluster = Api();
        Assert.SkipUnless(cluster.HasOperator, $"The cluster of {Variable} has no Spark Operator that runs.");
        return cluster;
    }

    private static AdminApi Admin(string kubeconfig) => new(new KubernetesConnection(new() { Kubeconfig = kubeconfig }, TimeProvider.System));

    private async Task StartAsync()
    {
        _container = K3sOperator.Build();
        try
        {
            await _container.StartAsync();
        }
        catch (DockerApiException e)
        {
            _missing = $"The Docker engine cannot start K3s: {e.Message}";
            return;
        }
        var kubeconfig = Path.Combine(_folder.FullName, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, await _container.GetKubeconfigAsync());
        var admin = Admin(kubeconfig);
        await K3sOperator.UntilReadyAsync(admin);
        _cluster = new(admin, kubeconfig, HasOperator: true);
    }
}
