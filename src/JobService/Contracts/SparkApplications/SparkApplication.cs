namespace Floe.JobService.Contracts.SparkApplications;

/// <summary>A <c>sparkoperator.k8s.io/v1beta2</c> SparkApplication (kubeflow/spark-operator 2.5.2, <c>api/v1beta2/sparkapplication_types.go</c>).</summary>
public sealed record SparkApplication : OpenObject
{
    public const string GroupVersion = "sparkoperator.k8s.io/v1beta2";
    public const string KindName = "SparkApplication";

    // Where a member is absent, generated readers set null over a default value.
    public string ApiVersion { get; init => field = value ?? GroupVersion; } = GroupVersion;

    public string Kind { get; init => field = value ?? KindName; } = KindName;

    public ObjectMetadata Metadata { get; init => field = value ?? new(); } = new();

    public SparkApplicationSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>The operator's; never sent.</summary>
    public SparkApplicationStatus? Status { get; init; }
}
