namespace Floe.JobService.Contracts.SparkApplications;

public sealed record MonitoringSpec : OpenObject
{
    public bool? ExposeDriverMetrics { get; init; }

    public bool? ExposeExecutorMetrics { get; init; }

    public PrometheusSpec? Prometheus { get; init; }
}

public sealed record PrometheusSpec : OpenObject
{
    public string? JmxExporterJar { get; init; }

    public int? Port { get; init; }
}
