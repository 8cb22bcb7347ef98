using System.Text.Json.Serialization;

namespace Floe.S3Tables.Http.Errors;

[JsonSerializable(typeof(RestJsonError))]
[JsonSerializable(typeof(IcebergErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
