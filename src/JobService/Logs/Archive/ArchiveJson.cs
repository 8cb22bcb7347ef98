using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.JobService.Logs.Archive;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ArchivedLogs))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
