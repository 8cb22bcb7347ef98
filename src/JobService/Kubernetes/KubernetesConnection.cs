using k8s;
using k8s.Exceptions;

namespace Floe.JobService.Kubernetes;

/// <summary>
/// The session to use now. A kubeconfig is read again when it was written anew: a local cluster that starts afresh has another CA and port. Open
/// watches and logs of the old session end with it and come back over the new one.
/// </summary>
internal sealed class KubernetesConnection(KubernetesOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private KubernetesSession? _session;
    private string _stamp = "";

    /// <exception cref="KubernetesException">There is no kubeconfig, or none that can be used.</exception>
    public KubernetesSession Current()
    {
        var stamp = Stamp();
        lock (_lock)
        {
            if (_session is not null && stamp == _stamp) return _session;
            var session = Open();
            _session?.Dispose();
            (_session, _stamp) = (session, stamp);
            return session;
        }
    }

    public void Dispose() => _session?.Dispose();

    private KubernetesSession Open()
    {
        try
        {
            return KubernetesSession.Open(options.InCluster ? KubernetesClientConfiguration.InClusterConfig() : FromFile());
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException or FormatException or UriFormatException or YamlDotNet.Core.YamlException or ArgumentException or InvalidOperationException or System.Security.Cryptography.CryptographicException)
        {
            throw new KubernetesException($"The login to {options} cannot be read: {e.Message}", inner: e);
        }
    }

    private KubernetesClientConfiguration FromFile()
    {
        var file = new FileInfo(options.Kubeconfig!);
        if (!file.Exists) throw new KubernetesException($"There is no kubeconfig at {file.FullName}. Start the cluster, or set JobService:SparkOperator:Kubeconfig to where it is.");
        return KubernetesClientConfiguration.BuildConfigFromConfigFile(file, options.Context);
    }

    /// <summary>Files are replaced and touched in ways that no watcher of the file system tells alike everywhere; a look costs microseconds.</summary>
    private string Stamp()
    {
        if (options.Kubeconfig is null) return "";
        var file = new FileInfo(options.Kubeconfig);
        return file.Exists ? $"{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "-";
    }
}
