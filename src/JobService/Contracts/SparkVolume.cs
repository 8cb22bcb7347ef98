using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.JobService.Contracts;

/// <summary>A volume and where driver and executors see it. Its source is one more member, as Kubernetes names it: <c>"emptyDir": {}</c>.</summary>
public sealed record SparkVolume
{
    public required string Name { get; init; }

    public required string MountPath { get; init; }

    public bool ReadOnly { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Source { get; set; }
}
