namespace Floe.JobService.Spark.Settings;

/// <summary>How a Spark process comes by its AWS credentials. Never by its configuration: that is shown in Spark's UI and event log.</summary>
public enum SparkCredentials
{
    /// <summary>The process' environment.</summary>
    Environment,

    /// <summary>The pod's environment, filled from a Kubernetes secret with the keys AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, optional, AWS_SESSION_TOKEN.</summary>
    KubernetesSecret,

    /// <summary>EKS Pod Identity, which answers to the SDKs' container credentials provider.</summary>
    PodIdentity,
}
