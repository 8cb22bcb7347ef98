namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>The service's settings for Spark on this machine: <c>SparkSubmit:*</c>, and SPARK_HOME, PATH, SPARK_CONF_DIR of the environment.</summary>
public sealed record SparkSubmitOptions
{
    /// <summary>Holds a folder for each run that goes on.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder with <c>bin/spark-submit</c> and <c>jars</c>; null: as PATH has it.</summary>
    public string? SparkHome { get; init; }

    public string? SearchPath { get; init; }

    /// <summary>Null: <c>conf</c> in Spark's home.</summary>
    public string? ConfFolder { get; init; }

    /// <summary>How long a run that is cancelled may take to clear up before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether a service that listens beyond this machine runs jobs too: who may submit one runs programs as the service's user, with its credentials.
    /// </summary>
    public bool AllowRemote { get; init; }

    /// <summary>Runs at a time: each is a JVM of at least half a gigabyte.</summary>
    public int MaxRunning { get; init; } = 2;
}
