namespace Floe.JobService.Engines;

/// <summary>Names of a run's links that clients know; an engine may have others.</summary>
public static class LinkName
{
    /// <summary>The Spark UI of a run that goes on.</summary>
    public const string SparkUi = "sparkUi";

    /// <summary>The run in the Spark history server.</summary>
    public const string History = "history";

    /// <summary>The folder of its archived logs, <c>s3://bucket/prefix/job/attempt-1/</c>.</summary>
    public const string LogArchive = "logArchive";
}
