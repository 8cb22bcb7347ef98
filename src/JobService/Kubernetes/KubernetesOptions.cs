namespace Floe.JobService.Kubernetes;

/// <summary>Which cluster, and as whom.</summary>
internal sealed record KubernetesOptions
{
    /// <summary>A kubeconfig file; null: the service account of the pod that the service runs in.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>A context of the kubeconfig; null: its current one.</summary>
    public string? Context { get; init; }

    public bool InCluster => Kubeconfig is null;

    public override string ToString() => InCluster ? "the cluster that this service runs in" : $"the cluster of {Kubeconfig}{(Context is null ? "" : $", context {Context}")}";
}
