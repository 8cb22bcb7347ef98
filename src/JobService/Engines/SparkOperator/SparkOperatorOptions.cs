using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>The service's settings for the Spark Operator: <c>JobService:SparkOperator:*</c>.</summary>
internal sealed record SparkOperatorOptions
{
    public required KubernetesOptions Cluster { get; init; }

    /// <summary>Namespaces that jobs may run in and whose applications are shown; the first is that of jobs which name none. At least one.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>Applications made per second: what the operator itself gets done, which starts a JVM for each (130 to 155 a minute).</summary>
    public double StartsPerSecond { get; init; } = 2;

    public int Burst { get; init; } = 10;

    /// <summary>Applications of this service at a time.</summary>
    public int MaxRunning { get; init; } = 1000;

    /// <summary>How long a driver may take to run, where the job does not say and no batch scheduler queues it; zero: it waits.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the operator may take to say what its driver pod has said, before the pod's word counts.</summary>
    public TimeSpan OperatorPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the end of a run waits for the rest of its logs.</summary>
    public TimeSpan LogPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a cancelled application may take to go.</summary>
    public TimeSpan DeletePatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Logs followed at a time; those beyond are copied when their pods have ended.</summary>
    public int MaxLogStreams { get; init; } = 1000;

    /// <summary>Whether the logs of executors are kept too.</summary>
    public bool ExecutorLogs { get; init; } = true;

    public ListWatchTimes Watch { get; init; } = new();
}
