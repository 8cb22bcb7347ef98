using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator.Views;

/// <summary>A ScheduledSparkApplication, to be shown.</summary>
internal sealed record ScheduleView : IClusterObject
{
    public static readonly ResourceType Type = new("sparkoperator.k8s.io", "v1beta2", "scheduledsparkapplications");

    public ObjectMeta Metadata { get; set; } = new();

    public ScheduleSpecView Spec { get; set; } = new();

    public ScheduleStatusView Status { get; set; } = new();
}

internal sealed record ScheduleSpecView
{
    public string? Schedule { get; init; }

    public string? TimeZone { get; init; }

    public bool? Suspend { get; init; }

    public string? ConcurrencyPolicy { get; init; }
}

internal sealed record ScheduleStatusView
{
    public string? ScheduleState { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? LastRun { get; init; }

    public DateTimeOffset? NextRun { get; init; }

    public string? LastRunName { get; init; }
}
