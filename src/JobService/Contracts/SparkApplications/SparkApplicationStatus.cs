using System.Text.Json.Serialization;

namespace Floe.JobService.Contracts.SparkApplications;

/// <summary>What the operator says of an application. There are no conditions and no history of attempts.</summary>
public sealed record SparkApplicationStatus : OpenObject
{
    public string? SparkApplicationId { get; init; }

    /// <summary>New for each attempt.</summary>
    [JsonPropertyName("submissionID")]
    public string? SubmissionId { get; init; }

    public DateTimeOffset? LastSubmissionAttemptTime { get; init; }

    public DateTimeOffset? TerminationTime { get; init; }

    public DriverInfo? DriverInfo { get; init; }

    public ApplicationState? ApplicationState { get; init; }

    /// <summary>By pod.</summary>
    public IReadOnlyDictionary<string, string>? ExecutorState { get; init; }

    public int ExecutionAttempts { get; init; }

    public int SubmissionAttempts { get; init; }
}

/// <param name="State">Empty (new), SUBMITTED, RUNNING, COMPLETED, FAILED, SUBMISSION_FAILED, PENDING_RERUN, INVALIDATING, SUCCEEDING, FAILING, SUSPENDING, SUSPENDED, RESUMING, UNKNOWN.</param>
public sealed record ApplicationState(string? State, string? ErrorMessage);

public sealed record DriverInfo : OpenObject
{
    public string? PodName { get; init; }

    public string? WebUIServiceName { get; init; }

    public string? WebUIAddress { get; init; }

    public string? WebUIIngressAddress { get; init; }
}
