using System.Collections.Immutable;
using Floe.ServiceDefaults.Aws;

namespace Floe.JobService.Spark.Settings;

/// <summary>
/// All that a Spark run is told of its surroundings, for every engine and target: catalog, S3A, credentials, event log, metrics and trace.
/// What a job sets itself wins over it.
/// </summary>
public sealed record SparkSettings
{
    /// <summary>The job's table bucket, under the name it has on every engine.</summary>
    public const string CatalogName = "s3tablesbucket";

    public const string PrometheusKey = "spark.ui.prometheus.enabled";

    /// <summary>Spark's docs, "Monitoring": the driver's UI port answers at /metrics/driver/prometheus and /metrics/executors/prometheus.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Metrics = new Dictionary<string, string>
    {
        [PrometheusKey] = "true",
        ["spark.metrics.conf.*.sink.prometheusServlet.class"] = "org.apache.spark.metrics.sink.PrometheusServlet",
        ["spark.metrics.conf.*.sink.prometheusServlet.path"] = "/metrics/driver/prometheus/",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Spark's settings, in order of name.</summary>
    public required ImmutableSortedDictionary<string, string> Conf { get; init; }

    /// <summary>Environment of driver and executors that anyone may see.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>Variables with credentials: their values come from the service's own environment or a secret, never from a setting.</summary>
    public required IReadOnlyList<string> SecretVariables { get; init; }

    public static SparkSettings For(SparkPlatform platform, SparkRunFacts run)
    {
        var conf = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (run.TableBucketArn is { } bucket) AddCatalog(conf, platform, bucket);
        AddObjectStore(conf, platform);
        AddEventLog(conf, platform);
        if (platform.Prometheus) conf.AddRange(Metrics);
        conf["spark.floe.job-id"] = run.JobId;
        // Newer Icebergs put it into the summary of each snapshot (SparkSQLProperties, "snapshot-property."), as the built-in engine does; older ones pay no heed to it.
        conf["spark.sql.iceberg.snapshot-property.floe.job-id"] = run.JobId;
        foreach (var (key, value) in platform.Conf) conf[key] = value;
        return new()
        {
            Conf = conf.ToImmutable(),
            Environment = EnvironmentOf(platform, run),
            SecretVariables = platform.Credentials == SparkCredentials.PodIdentity ? [] : [AwsVariables.AccessKeyId, AwsVariables.SecretAccessKey, AwsVariables.SessionToken],
        };
    }

    private static void AddCatalog(ImmutableSortedDictionary<string, string>.Builder conf, SparkPlatform platform, string bucket)
    {
        const string Catalog = $"spark.sql.catalog.{CatalogName}";
        conf["spark.sql.extensions"] = "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions";
        conf["spark.sql.defaultCatalog"] = CatalogName;
        conf[Catalog] = "org.apache.iceberg.spark.SparkCatalog";
        conf[$"{Catalog}.warehouse"] = bucket;
        conf[$"{Catalog}.client.region"] = platform.Region;
        if (platform.Catalog == SparkCatalogForm.Rest) AddRest(conf, Catalog, platform);
        else AddS3Tables(conf, Catalog, platform);
        if (platform.IsAmazonS3Tables) return;
        // Floe's S3 Tables service serves the tables' buckets on the same port. No name server knows bucket.host there.
        conf[$"{Catalog}.s3.endpoint"] = Plain(platform.S3TablesEndpoint);
        conf[$"{Catalog}.s3.path-style-access"] = "true";
    }

    /// <summary>Iceberg's docs, "AWS integrations", and the S3 user guide, "Accessing tables using the Amazon S3 Tables Iceberg REST endpoint".</summary>
    private static void AddRest(ImmutableSortedDictionary<string, string>.Builder conf, string catalog, SparkPlatform platform)
    {
        conf[$"{catalog}.type"] = "rest";
        conf[$"{catalog}.uri"] = Plain(platform.IcebergEndpoint);
        conf[$"{catalog}.rest.sigv4-enabled"] = "true";
        conf[$"{catalog}.rest.signing-name"] = "s3tables";
        conf[$"{catalog}.rest.signing-region"] = platform.Region;
        conf[$"{catalog}.io-impl"] = "org.apache.iceberg.aws.s3.S3FileIO";
        // The endpoint has no route for reports.
        conf[$"{catalog}.rest-metrics-reporting-enabled"] = "false";
    }

    private static void AddS3Tables(ImmutableSortedDictionary<string, string>.Builder conf, string catalog, SparkPlatform platform)
    {
        conf[$"{catalog}.catalog-impl"] = "software.amazon.s3tables.iceberg.S3TablesCatalog";
        if (!platform.IsAmazonS3Tables) conf[$"{catalog}.s3tables.endpoint"] = Plain(platform.S3TablesEndpoint);
    }

    /// <summary>Hadoop's docs, "S3A: connecting to an S3 store".</summary>
    private static void AddObjectStore(ImmutableSortedDictionary<string, string>.Builder conf, SparkPlatform platform)
    {
        // Scripts say s3:// on every engine; Hadoop knows only s3a:// by itself.
        conf["spark.hadoop.fs.s3.impl"] = "org.apache.hadoop.fs.s3a.S3AFileSystem";
        conf["spark.hadoop.fs.s3a.endpoint.region"] = platform.Region;
        conf["spark.hadoop.fs.s3a.aws.credentials.provider"] = platform.Credentials == SparkCredentials.PodIdentity
            ? "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider"
            // The name in the first SDK: Hadoop 3.3 has that SDK, and 3.4 maps it to the second one's (HADOOP-18980).
            : "com.amazonaws.auth.EnvironmentVariableCredentialsProvider";
        if (platform.S3Endpoint is not { } endpoint) return;
        conf["spark.hadoop.fs.s3a.endpoint"] = Plain(endpoint);
        conf["spark.hadoop.fs.s3a.path.style.access"] = "true";
        conf["spark.hadoop.fs.s3a.connection.ssl.enabled"] = endpoint.Scheme == Uri.UriSchemeHttps ? "true" : "false";
    }

    /// <summary>Rolling, so that the history server reads a job that never ends and no file grows without bound.</summary>
    private static void AddEventLog(ImmutableSortedDictionary<string, string>.Builder conf, SparkPlatform platform)
    {
        if (platform.EventLogDirectory is not { } directory) return;
        conf["spark.eventLog.enabled"] = "true";
        conf["spark.eventLog.dir"] = directory;
        conf["spark.eventLog.rolling.enabled"] = "true";
        conf["spark.eventLog.rolling.maxFileSize"] = "64m";
    }

    private static ImmutableSortedDictionary<string, string> EnvironmentOf(SparkPlatform platform, SparkRunFacts run)
    {
        var environment = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        environment[AwsVariables.Region] = platform.Region;
        if (platform.S3Endpoint is { } s3) environment[AwsVariables.S3Endpoint] = Plain(s3);
        if (!platform.IsAmazonS3Tables) environment[AwsVariables.S3TablesEndpoint] = Plain(platform.S3TablesEndpoint);
        environment["FLOE_JOB_ID"] = run.JobId;
        // OpenTelemetry, "Environment variables as context propagation carriers".
        if (run.TraceParent is { } trace) environment["TRACEPARENT"] = trace;
        if (platform.OtlpEndpoint is { } collector) environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        return environment.ToImmutable();
    }

    private static string Plain(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
