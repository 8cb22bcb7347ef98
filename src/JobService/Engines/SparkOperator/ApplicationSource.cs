using System.Diagnostics;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Engines.Embedded;
using Floe.JobService.Engines.SparkSubmit;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Writes the SparkApplications that this engine sends.</summary>
internal sealed class ApplicationSource(SparkTableBuckets buckets, SparkOptions spark, SparkOperatorOptions options)
{
    /// <exception cref="RunInputException">The table bucket is not there.</exception>
    public async Task<SparkApplication> WriteAsync(JobDefinition definition, string jobId, int attempt, CancellationToken cancellationToken) =>
        Write(definition, jobId, attempt, await buckets.ResolveAsync(definition.TableBucket, cancellationToken));

    public SparkApplication Write(JobDefinition definition, string jobId, int attempt, string? tableBucketArn) => SparkApplicationWriter.Write(
        definition,
        new() { JobId = jobId, Attempt = attempt, Queue = definition.Queue, TableBucketArn = tableBucketArn, TraceParent = Activity.Current?.Id },
        spark with { Namespace = options.Namespaces[0] });
}
