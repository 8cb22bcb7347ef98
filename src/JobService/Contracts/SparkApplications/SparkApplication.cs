namespace Floe.JobService.Contracts.SparkApplications;

/// <summary>A <c>sparkoperator.k8s.io/v1beta2</c> SparkApplication (kubeflow/spark-operator 2.5.2, <c>api/v1beta2/sparkapplication_types.go</c>).</summary>
public sealed record SparkApplication : OpenObject
{
    public const string GroupVersion = "sparkoperator.k8s.io/v1beta2";
    public const string KindName = "SparkApplication";

    public string ApiVersion { get; init; } = GroupVersion;

    public string Kind { get; init; } = KindName;

    public ObjectMetadata Metadata { get; init; } = new();

    public SparkApplicationSpec Spec { get; init; } = new();

    /// <summary>The operator's; never sent.</summary>
    public SparkApplicationStatus? Status { get; init; }
}
