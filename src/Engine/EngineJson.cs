using System.Text.Json.Serialization;

namespace Floe.Engine;

[JsonSerializable(typeof(string))]
internal sealed partial class EngineJson : JsonSerializerContext;
