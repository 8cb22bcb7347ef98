using System.Text.Json.Serialization;
using Floe.DataGen.Upload;

namespace Floe.DataGen.Http;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GenerateRequest))]
[JsonSerializable(typeof(UploadResult))]
internal sealed partial class DataGenJson : JsonSerializerContext;
