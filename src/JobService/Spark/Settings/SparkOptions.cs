using Floe.JobService.Contracts;

namespace Floe.JobService.Spark.Settings;

/// <summary>The service's settings for Spark: <c>Spark:*</c>.</summary>
public sealed record SparkOptions
{
    public const string DefaultImage = "public.ecr.aws/data-on-eks/spark:3.5.3-scala2.12-java17-python3-ubuntu-s3table0.1.3-iceberg1.6.1";
    public const string DefaultNamespace = "spark-jobs";
    public const string DefaultVersion = "3.5.3";

    public required SparkPlatform Platform { get; init; }

    public string Image { get; init; } = DefaultImage;

    /// <summary>Spark's version in <see cref="Image"/>.</summary>
    public string Version { get; init; } = DefaultVersion;

    /// <summary>Kubernetes namespace of jobs that name none.</summary>
    public string Namespace { get; init; } = DefaultNamespace;

    /// <summary>Of the Spark Operator's Helm chart, release <c>spark-operator</c>.</summary>
    public string ServiceAccount { get; init; } = "spark-operator-spark";

    /// <summary>Kubernetes secret with AWS credentials, in the jobs' namespace; read where the platform's credentials come from one.</summary>
    public string CredentialsSecret { get; init; } = "floe-aws";

    /// <summary>Where pods find <c>sql_runner.py</c>, which runs SQL jobs on Spark.</summary>
    public string SqlRunner { get; init; } = "local:///opt/floe/sql_runner.py";

    /// <summary>Where SQL jobs in a cluster leave the rows of their last query, such as <c>s3://bucket/results</c>; null: they leave none.</summary>
    public string? ResultDirectory { get; init; }

    /// <summary>Seconds for which a finished SparkApplication stays, where the job does not say.</summary>
    public long TimeToLiveSeconds { get; init; } = 24 * 3600;

    /// <summary>For pods of jobs that select no nodes themselves.</summary>
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    /// <summary>For pods that have none of their own.</summary>
    public IReadOnlyList<SparkToleration> Tolerations { get; init; } = [];

    /// <summary>For jobs that name none; null: Kubernetes' own scheduler.</summary>
    public SparkBatchScheduler? BatchScheduler { get; init; }

    /// <summary>For jobs that say neither how many executors they want nor how these are to be found out; null: one executor.</summary>
    public SparkDynamicAllocation? DynamicAllocation { get; init; }

    /// <summary>Names that the cluster's name server does not know, such as an emulator's.</summary>
    public IReadOnlyList<SparkHostAlias> HostAliases { get; init; } = [];
}
