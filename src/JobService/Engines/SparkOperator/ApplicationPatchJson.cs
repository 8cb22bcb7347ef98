using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Floe.JobService.Engines.SparkOperator;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ApplicationPatchJson : JsonSerializerContext;
