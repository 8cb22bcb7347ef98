using Floe.JobService.Kubernetes.Login;

namespace Floe.JobService.Kubernetes;

/// <summary>Which cluster, and as whom: by a kubeconfig or by the account of the service's own pod.</summary>
internal sealed record KubernetesOptions
{
    /// <summary>Null where <see cref="ServiceAccount"/> is used.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>A context of the kubeconfig; null: its current one.</summary>
    public string? Context { get; init; }

    public ServiceAccount? ServiceAccount { get; init; }
}
