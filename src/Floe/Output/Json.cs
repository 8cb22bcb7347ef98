using System.Text.Encodings.Web;
using System.Text.Json;
using Floe.S3Tables.Client.Contracts;

namespace Floe.Cli.Output;

/// <summary>JSON as the AWS CLI prints it: indented by four, absent members left out, text readable.</summary>
internal static class Json
{
    public static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IndentSize = 4,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new TimestampConverter() },
    };

    public static string Format<T>(T value) => JsonSerializer.Serialize(value, Indented);
}
