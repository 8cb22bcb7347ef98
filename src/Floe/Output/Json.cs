using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Floe.JobService.Contracts;
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
        // The job API's own words for states and kinds.
        TypeInfoResolver = JsonTypeInfoResolver.Combine(JobsJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    public static string Format<T>(T value) => JsonSerializer.Serialize(value, Indented);
}
