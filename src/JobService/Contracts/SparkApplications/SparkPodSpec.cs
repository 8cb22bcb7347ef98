using System.Text.Json;

namespace Floe.JobService.Contracts.SparkApplications;

/// <summary>What driver and executor pods have alike. Without the operator's webhook, most of it is ignored unless a pod template carries it.</summary>
public abstract record SparkPodSpec : OpenObject
{
    /// <summary>A pod template; Spark 3.0 and later.</summary>
    public JsonElement? Template { get; init; }

    public int? Cores { get; init; }

    public string? CoreRequest { get; init; }

    public string? CoreLimit { get; init; }

    public string? Memory { get; init; }

    public string? MemoryLimit { get; init; }

    public string? MemoryOverhead { get; init; }

    public string? Image { get; init; }

    public IReadOnlyList<EnvironmentVariable>? Env { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    public IReadOnlyList<SparkToleration>? Tolerations { get; init; }

    public string? SchedulerName { get; init; }

    public string? ServiceAccount { get; init; }

    public IReadOnlyList<SparkHostAlias>? HostAliases { get; init; }

    public string? JavaOptions { get; init; }

    public IReadOnlyList<PodPort>? Ports { get; init; }
}

public sealed record DriverSpec : SparkPodSpec
{
    public string? PodName { get; init; }
}

public sealed record ExecutorSpec : SparkPodSpec
{
    public int? Instances { get; init; }

    /// <summary>Spark's own default is true, and the logs go with the pod.</summary>
    public bool? DeleteOnTermination { get; init; }
}
