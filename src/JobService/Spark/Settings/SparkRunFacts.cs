namespace Floe.JobService.Spark.Settings;

/// <summary>What the settings need to know of one run.</summary>
/// <param name="JobId">In the summary of each snapshot the job makes.</param>
/// <param name="TableBucketArn">What the catalog <c>s3tablesbucket</c> stands for; null: no catalog is set up.</param>
/// <param name="TraceParent">W3C traceparent of the submit.</param>
public sealed record SparkRunFacts(string JobId, string? TableBucketArn, string? TraceParent);
