using System.Text.Json;

namespace Floe.JobService.Contracts.SparkApplications;

public sealed record SparkApplicationSpec : OpenObject
{
    public bool? Suspend { get; init; }

    /// <summary>Java, Python, Scala or R.</summary>
    public string? Type { get; init; }

    public string? Mode { get; init; }

    public string? SparkVersion { get; init; }

    public string? Image { get; init; }

    public string? ImagePullPolicy { get; init; }

    public string? MainClass { get; init; }

    public string? MainApplicationFile { get; init; }

    public IReadOnlyList<string>? Arguments { get; init; }

    public IReadOnlyDictionary<string, string>? SparkConf { get; init; }

    public IReadOnlyDictionary<string, string>? HadoopConf { get; init; }

    /// <summary>Kubernetes volumes, in Kubernetes' own form.</summary>
    public IReadOnlyList<JsonElement>? Volumes { get; init; }

    public DriverSpec? Driver { get; init; }

    public ExecutorSpec? Executor { get; init; }

    public Dependencies? Deps { get; init; }

    public RestartPolicy? RestartPolicy { get; init; }

    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    public string? MemoryOverheadFactor { get; init; }

    public MonitoringSpec? Monitoring { get; init; }

    public string? BatchScheduler { get; init; }

    public BatchSchedulerConfiguration? BatchSchedulerOptions { get; init; }

    public long? TimeToLiveSeconds { get; init; }

    public IReadOnlyList<DriverIngress>? DriverIngressOptions { get; init; }

    public DynamicAllocation? DynamicAllocation { get; init; }
}
