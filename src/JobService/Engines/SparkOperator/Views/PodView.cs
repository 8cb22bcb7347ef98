using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator.Views;

/// <summary>A driver or executor pod, as far as it tells how the run goes.</summary>
internal sealed record PodView : IClusterObject
{
    public const string DriverContainer = "spark-kubernetes-driver";
    public const string ExecutorContainer = "spark-kubernetes-executor";

    public ObjectMeta Metadata { get; set; } = new();

    public PodStatusView Status { get; set; } = new();

    public bool IsDriver => Metadata.Labels?.SparkRole == "driver";

    public string Container => IsDriver ? DriverContainer : ExecutorContainer;

    /// <summary>Spark's own container: sidecars may go on after it.</summary>
    public ContainerStatusView? Spark => Status.ContainerStatuses?.FirstOrDefault(container => container.Name == Container);

    public bool IsRunning => Spark?.State is { Running: not null };

    /// <summary>Spark's container has ended, whatever the pod's phase is.</summary>
    public ContainerTerminated? Ended => Spark?.State?.Terminated;

    public bool HasEnded => Ended is not null || Status.Phase is "Succeeded" or "Failed";

    public bool HasStarted => IsRunning || HasEnded;

    /// <summary>Of one that has ended. The container's word counts: a sidecar may fail after it, or go on.</summary>
    public bool HasSucceeded => Ended is { } ended ? ended.ExitCode == 0 : Status.Phase == "Succeeded";

    /// <summary>It runs, or may come to: it has not ended and is not to go.</summary>
    public bool IsAlive => !HasEnded && Metadata.DeletionTimestamp is null;
}

internal sealed record PodStatusView
{
    public string? Phase { get; init; }

    /// <summary>One word of why the pod failed, such as Evicted.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<PodConditionView>? Conditions { get; init; }

    public IReadOnlyList<ContainerStatusView>? InitContainerStatuses { get; init; }

    public IReadOnlyList<ContainerStatusView>? ContainerStatuses { get; init; }
}

internal sealed record PodConditionView(string? Type, string? Status, string? Reason, string? Message);

internal sealed record ContainerStatusView(string? Name, string? Image, ContainerStateView? State);

internal sealed record ContainerStateView(ContainerWaiting? Waiting, ContainerRunning? Running, ContainerTerminated? Terminated);

internal sealed record ContainerWaiting(string? Reason, string? Message);

internal sealed record ContainerRunning(DateTimeOffset? StartedAt);

internal sealed record ContainerTerminated(int ExitCode, string? Reason, string? Message, DateTimeOffset? StartedAt);
