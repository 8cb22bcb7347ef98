using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Floe.JobService.Templates;

[JsonSerializable(typeof(JsonNode))]
internal sealed partial class TemplateJson : JsonSerializerContext;
