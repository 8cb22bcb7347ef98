namespace Floe.JobService.Contracts;

/// <summary>The Spark part of a job: what to run, its settings and its size. What is null is filled in by the engine.</summary>
public sealed record SparkJob
{
    /// <summary>Python, R or jar file: <c>s3://bucket/key</c>, <c>https://…</c>, <c>local:///path</c> (in the image), or a path on the service's machine for spark-submit.</summary>
    public string? MainFile { get; init; }

    /// <summary>Of a jar; null where the jar's manifest names it.</summary>
    public string? MainClass { get; init; }

    public IReadOnlyList<string>? Arguments { get; init; }

    public IReadOnlyList<string>? PyFiles { get; init; }

    public IReadOnlyList<string>? Jars { get; init; }

    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Maven coordinates <c>group:artifact:version</c>, downloaded at each start. Jars baked into the image start faster.</summary>
    public IReadOnlyList<string>? Packages { get; init; }

    /// <summary>Wins over what Floe sets.</summary>
    public IReadOnlyDictionary<string, string>? SparkConf { get; init; }

    /// <summary>The same for Hadoop, without the prefix <c>spark.hadoop.</c></summary>
    public IReadOnlyDictionary<string, string>? HadoopConf { get; init; }

    /// <summary>Environment of driver and executors. No place for secrets: it is stored and shown with the job.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>Environment whose values are in Kubernetes secrets, by variable.</summary>
    public IReadOnlyDictionary<string, SparkSecretKey>? SecretEnv { get; init; }

    public SparkDriver? Driver { get; init; }

    public SparkExecutor? Executor { get; init; }

    public SparkDynamicAllocation? DynamicAllocation { get; init; }

    public string? Image { get; init; }

    /// <summary>Spark's version in the image, such as <c>3.5.3</c>.</summary>
    public string? SparkVersion { get; init; }

    /// <summary>The Kubernetes namespace.</summary>
    public string? Namespace { get; init; }

    public SparkRestart? Restart { get; init; }

    /// <summary>Seconds after its end at which the SparkApplication is deleted with its pods; logs are kept by the service.</summary>
    public long? TimeToLiveSeconds { get; init; }

    public SparkBatchScheduler? BatchScheduler { get; init; }

    public SparkMonitoring? Monitoring { get; init; }

    public IReadOnlyList<SparkVolume>? Volumes { get; init; }

    public IReadOnlyList<SparkHostAlias>? HostAliases { get; init; }

    /// <summary>For driver and executors; excludes those of their own.</summary>
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>For driver and executors, before those of their own.</summary>
    public IReadOnlyList<SparkToleration>? Tolerations { get; init; }
}
