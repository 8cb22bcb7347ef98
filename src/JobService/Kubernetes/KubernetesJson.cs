using System.Text.Json;
using System.Text.Json.Serialization;
using Floe.JobService.Engines.SparkOperator.Views;

namespace Floe.JobService.Kubernetes;

/// <summary>
/// The wire form of what the service reads and sends. Members with a default have a plain setter: generated readers give <c>init</c> members that
/// are missing in the JSON null instead of their default.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(DeleteRequest))]
[JsonSerializable(typeof(ListPage<ApplicationView>))]
[JsonSerializable(typeof(ListPage<ScheduleView>))]
[JsonSerializable(typeof(ListPage<PodView>))]
[JsonSerializable(typeof(ListPage<EventView>))]
internal sealed partial class KubernetesJson : JsonSerializerContext;
