using System.Text.Json.Serialization;

namespace Floe.JobService.Contracts.SparkApplications;

public sealed record DriverIngress : OpenObject
{
    public int? ServicePort { get; init; }

    public string? ServicePortName { get; init; }

    [JsonPropertyName("ingressURLFormat")]
    public string? IngressUrlFormat { get; init; }
}
