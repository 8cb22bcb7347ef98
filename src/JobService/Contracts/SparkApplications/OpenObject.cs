using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.JobService.Contracts.SparkApplications;

/// <summary>A Kubernetes object part. Members that this version does not know are kept and written again: CRDs grow.</summary>
public abstract record OpenObject
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
