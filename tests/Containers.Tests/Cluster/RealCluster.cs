namespace Floe.Containers.Tests.Cluster;

/// <summary>A Kubernetes cluster with the Spark Operator's CRDs.</summary>
/// <param name="Admin">Its API with every right.</param>
/// <param name="Kubeconfig">The file that has them.</param>
/// <param name="HasOperator">Whether an operator runs in it, so that applications run.</param>
internal sealed record RealCluster(AdminApi Admin, string Kubeconfig, bool HasOperator)
{
    /// <summary>Where the operator looks for applications.</summary>
    public const string OperatorsNamespace = "spark-jobs";
}
