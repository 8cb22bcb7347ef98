using Floe.ServiceDefaults.Platform;

namespace Floe.JobService.Spark.Settings;

/// <summary>Where S3, S3 Tables and the collectors are as Spark's own processes see them, and how these come by credentials.</summary>
public sealed record SparkPlatform
{
    public required PlatformTarget Target { get; init; }

    public required string Region { get; init; }

    /// <summary>Of general purpose buckets; null: Amazon S3.</summary>
    public Uri? S3Endpoint { get; init; }

    /// <summary>S3 Tables with its Iceberg REST catalog and, where it is Floe's own, the tables' buckets.</summary>
    public required Uri S3TablesEndpoint { get; init; }

    public SparkCatalogForm Catalog { get; init; }

    public required SparkCredentials Credentials { get; init; }

    /// <summary>Where Spark writes event logs, such as <c>s3a://bucket/spark-events</c>; null: it writes none.</summary>
    public string? EventLogDirectory { get; init; }

    /// <summary>OTLP collector for what the job's own code sends; null: none.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Whether Spark's own servlets show metrics where jobs do not say.</summary>
    public bool Prometheus { get; init; } = true;

    /// <summary>Spark's settings for all jobs: over those that Floe makes, under those of the job.</summary>
    public IReadOnlyDictionary<string, string> Conf { get; init; } = new Dictionary<string, string>();

    public Uri IcebergEndpoint => new($"{S3TablesEndpoint.AbsoluteUri.TrimEnd('/')}/iceberg");

    /// <summary>Amazon's clients know Amazon's endpoints by region; any other has to be named.</summary>
    public bool IsAmazonS3Tables => Amazon.Any(suffix => S3TablesEndpoint.Host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Amazon = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"];
}
