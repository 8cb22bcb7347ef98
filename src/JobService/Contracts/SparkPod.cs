namespace Floe.JobService.Contracts;

/// <summary>Size and place of a Spark pod. Memory is in Spark's form (<c>512m</c>, <c>4g</c>), CPU in Kubernetes' (<c>250m</c>, <c>2</c>).</summary>
public abstract record SparkPod
{
    /// <summary>Task slots, 1 or more.</summary>
    public int? Cores { get; init; }

    /// <summary>CPU asked of Kubernetes, where it is not <c>cores</c>.</summary>
    public string? CoreRequest { get; init; }

    public string? CoreLimit { get; init; }

    /// <summary>Heap; Spark refuses less than 450 MiB.</summary>
    public string? Memory { get; init; }

    /// <summary>Memory beside the heap; null: Spark's own tenth (four tenths for Python and R), at least 384 MiB.</summary>
    public string? MemoryOverhead { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public string? ServiceAccount { get; init; }

    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    public IReadOnlyList<SparkToleration>? Tolerations { get; init; }
}

public sealed record SparkDriver : SparkPod;

public sealed record SparkExecutor : SparkPod
{
    /// <summary>1 or more; with dynamic allocation the number to begin with.</summary>
    public int? Instances { get; init; }
}
