using Floe.JobService.Contracts;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Platform;

namespace Floe.JobService.Tests.Spark;

internal static class Samples
{
    public const string JobId = "0199aabbccdd00112233";
    public const string BucketArn = "arn:aws:s3tables:us-east-1:000000000000:bucket/lake";
    public const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static SparkPlatform Platform(PlatformTarget target, SparkCatalogForm form = SparkCatalogForm.Rest) => target switch
    {
        PlatformTarget.Embedded => new()
        {
            Target = target,
            Region = "us-east-1",
            S3Endpoint = new("http://127.0.0.1:4580"),
            S3TablesEndpoint = new("http://127.0.0.1:4580"),
            Credentials = SparkCredentials.Environment,
            Catalog = form,
        },
        PlatformTarget.Local => new()
        {
            Target = target,
            Region = "us-east-1",
            S3Endpoint = new("http://s3.spark-jobs.svc:4566"),
            S3TablesEndpoint = new("http://s3tables.spark-jobs.svc:4580"),
            Credentials = SparkCredentials.KubernetesSecret,
            Catalog = form,
            EventLogDirectory = "s3a://data/spark-events",
            OtlpEndpoint = "http://collector.spark-jobs.svc:4317",
        },
        _ => new()
        {
            Target = target,
            Region = "us-west-2",
            S3TablesEndpoint = new("https://s3tables.us-west-2.amazonaws.com"),
            Credentials = SparkCredentials.PodIdentity,
            Catalog = form,
            EventLogDirectory = "s3a://data/spark-events",
        },
    };

    public static SparkOptions Options(PlatformTarget target = PlatformTarget.Local) => new() { Platform = Platform(target) };

    public static ApplicationIdentity Identity(int attempt = 1) => new()
    {
        JobId = JobId,
        Attempt = attempt,
        IdempotencyKey = "key-1",
        TableBucketArn = BucketArn,
        TraceParent = TraceParent,
    };

    public static JobDefinition PySpark(SparkJob? spark = null) => new()
    {
        Name = "Employees to Iceberg",
        Kind = JobKind.PySpark,
        TableBucket = "lake",
        Spark = spark ?? new() { MainFile = "s3://data/jobs/employees.py", Arguments = ["--input", "s3://data/input/"] },
    };
}
