namespace Floe.JobService.Spark.Applications;

/// <summary>By what the service knows its own SparkApplications and pods.</summary>
public static class ApplicationLabels
{
    public const string ManagedBy = "app.kubernetes.io/managed-by";
    public const string Floe = "floe";
    public const string JobId = "floe/job-id";
    public const string Attempt = "floe/attempt";

    /// <summary>Annotations: their values are free text.</summary>
    public const string JobName = "floe/job-name";
    public const string Queue = "floe/queue";
    public const string IdempotencyKey = "floe/idempotency-key";
    public const string SpecHash = "floe/spec-hash";
    public const string TraceParent = "floe/traceparent";
    public const string SubmittedName = "floe/submitted-name";

    /// <summary>Seconds after its end for which an application stays.</summary>
    public const string TimeToLive = "floe/time-to-live-seconds";

    /// <summary>When the service may delete an application that is over: its logs are safe.</summary>
    public const string DeleteAfter = "floe/delete-after";

    /// <summary>On a submitted manifest: name or ARN of the table bucket that <c>s3tablesbucket</c> stands for.</summary>
    public const string TableBucket = "floe/table-bucket";
}
