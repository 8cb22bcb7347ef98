using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.JobService.Engines.SparkSubmit.Supervision;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SupervisedCommand))]
[JsonSerializable(typeof(SupervisedExit))]
[JsonSerializable(typeof(ProcessIdentity))]
internal sealed partial class SupervisionJson : JsonSerializerContext;
