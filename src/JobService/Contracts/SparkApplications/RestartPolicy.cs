namespace Floe.JobService.Contracts.SparkApplications;

/// <summary>Intervals are seconds. Where one is missing and the webhook is off, a failed application hangs.</summary>
public sealed record RestartPolicy : OpenObject
{
    public const string Never = "Never";
    public const string OnFailure = "OnFailure";

    public string? Type { get; init; }

    public int? OnFailureRetries { get; init; }

    public long? OnFailureRetryInterval { get; init; }

    public int? OnSubmissionFailureRetries { get; init; }

    public long? OnSubmissionFailureRetryInterval { get; init; }
}
