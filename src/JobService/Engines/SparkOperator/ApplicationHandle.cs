using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>How a run's application is found again. Kept before it is made; the UID is added when it is known.</summary>
/// <param name="Hash">Of the spec: tells one's own create that got no answer from another object of the name.</param>
/// <param name="TimeToLive">Seconds after its end at which the service deletes it.</param>
/// <param name="Uid">Of the application; null before it is known to be there.</param>
/// <param name="LogPod">UID of the driver pod whose log is copied; null: the first one.</param>
internal sealed record ApplicationHandle(string Namespace, string Name, string Hash, long TimeToLive, string? Uid = null, string? LogPod = null)
{
    public override string ToString() => JsonSerializer.Serialize(this, ApplicationHandleJson.Default.ApplicationHandle);

    public static ApplicationHandle Parse(string text) => JsonSerializer.Deserialize(text, ApplicationHandleJson.Default.ApplicationHandle)!;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApplicationHandle))]
internal sealed partial class ApplicationHandleJson : JsonSerializerContext;
