namespace Floe.JobService.Spark.Applications;

/// <summary>Which job and attempt a SparkApplication is of. The same identity and definition give the same SparkApplication, byte for byte.</summary>
public sealed record ApplicationIdentity
{
    public required string JobId { get; init; }

    /// <summary>From 1. Each has a SparkApplication of its own: one that runs is never changed.</summary>
    public int Attempt { get; init; } = 1;

    public string? IdempotencyKey { get; init; }

    /// <summary>The service's queue, not the batch scheduler's.</summary>
    public string? Queue { get; init; }

    /// <summary>The job's table bucket; null where a manifest brings its own catalog.</summary>
    public string? TableBucketArn { get; init; }

    /// <summary>W3C traceparent of the submit.</summary>
    public string? TraceParent { get; init; }
}
