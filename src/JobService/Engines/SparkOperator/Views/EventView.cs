using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator.Views;

/// <summary>A warning about an object. The cluster keeps it for an hour.</summary>
internal sealed record EventView : IClusterObject
{
    public ObjectMeta Metadata { get; set; } = new();

    public EventSubject? InvolvedObject { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    public DateTimeOffset? EventTime { get; init; }

    public DateTimeOffset At => LastTimestamp ?? EventTime ?? Metadata.CreationTimestamp ?? default;
}

internal sealed record EventSubject(string? Kind, string? Name, string? Uid);
