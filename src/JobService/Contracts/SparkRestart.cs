namespace Floe.JobService.Contracts;

/// <summary>What the Spark Operator does about failures. Nothing given: no run is repeated, since an append could be there twice.</summary>
public sealed record SparkRestart
{
    /// <summary>Runs after a failed one, at most.</summary>
    public int? OnFailureRetries { get; init; }

    /// <summary>Seconds, 1 or more; the wait grows by it with each attempt.</summary>
    public long? OnFailureRetryInterval { get; init; }

    /// <summary>Submissions after one that did not come to run.</summary>
    public int? OnSubmissionFailureRetries { get; init; }

    /// <summary>Seconds, 1 or more.</summary>
    public long? OnSubmissionFailureRetryInterval { get; init; }
}
