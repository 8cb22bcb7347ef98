namespace Floe.JobService.Contracts;

/// <summary>A taint that a pod puts up with, as Kubernetes writes it.</summary>
public sealed record SparkToleration
{
    public string? Key { get; init; }

    /// <summary><c>Exists</c> or <c>Equal</c>.</summary>
    public string? Operator { get; init; }

    public string? Value { get; init; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>; null: all.</summary>
    public string? Effect { get; init; }

    public long? TolerationSeconds { get; init; }
}
