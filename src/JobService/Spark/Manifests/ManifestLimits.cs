namespace Floe.JobService.Spark.Manifests;

/// <summary>What a manifest may be at most. The API server takes objects of 1.5 MiB, and a SparkApplication is some 10 KiB.</summary>
internal static class ManifestLimits
{
    public const int Bytes = 512 * 1024;

    public const int Depth = 50;

    /// <summary>Values after aliases are put in: a few lines of YAML can name billions.</summary>
    public const int Values = 20_000;
}
