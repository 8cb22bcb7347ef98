using System.Text.Json.Serialization;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator.Views;

/// <summary>
/// A SparkApplication as the service keeps it in memory: what decides about its state, and what a list shows. Executor states, most of a big
/// application's status, are left out.
/// </summary>
internal sealed record ApplicationView : IClusterObject
{
    public static readonly ResourceType Type = new("sparkoperator.k8s.io", "v1beta2", "sparkapplications");

    public ObjectMeta Metadata { get; set; } = new();

    public ApplicationSpecView Spec { get; set; } = new();

    public ApplicationStatusView Status { get; set; } = new();

    public string State => Status.ApplicationState?.State ?? ApplicationStates.New;

    public string? Error => Status.ApplicationState?.ErrorMessage is { Length: > 0 } message ? message : null;
}

internal sealed record ApplicationSpecView
{
    [JsonPropertyName("type")]
    public string? Language { get; init; }

    public string? MainClass { get; init; }

    public string? MainApplicationFile { get; init; }

    public bool? Suspend { get; init; }

    public string? BatchScheduler { get; init; }

    public RestartPolicyView? RestartPolicy { get; init; }
}

internal sealed record RestartPolicyView
{
    public string? Type { get; init; }

    public int? OnFailureRetries { get; init; }

    public int? OnSubmissionFailureRetries { get; init; }
}

internal sealed record ApplicationStatusView
{
    [JsonPropertyName("submissionID")]
    public string? SubmissionId { get; init; }

    public string? SparkApplicationId { get; init; }

    public DateTimeOffset? LastSubmissionAttemptTime { get; init; }

    public DateTimeOffset? TerminationTime { get; init; }

    public int ExecutionAttempts { get; init; }

    public int SubmissionAttempts { get; init; }

    public ApplicationStateView? ApplicationState { get; init; }

    public DriverInfoView? DriverInfo { get; init; }
}

internal sealed record ApplicationStateView(string? State, string? ErrorMessage);

internal sealed record DriverInfoView
{
    public string? PodName { get; init; }

    public string? WebUIAddress { get; init; }

    public string? WebUIIngressAddress { get; init; }
}
