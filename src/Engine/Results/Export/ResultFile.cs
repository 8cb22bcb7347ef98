using System.Text.Encodings.Web;
using System.Text.Json;

namespace Floe.Engine.Results;

/// <summary>JSON in files: text stays readable, and the last line ends.</summary>
internal static class ResultFile
{
    public static JsonWriterOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteJsonAsync(ResultSet result, string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var writer = new Utf8JsonWriter(file, Json);
        ResultJson.Begin(writer, result.Columns);
        foreach (var row in result.Rows)
            ResultJson.Row(writer, row);
        ResultJson.End(writer, result.Truncated);
        await writer.FlushAsync(cancellationToken);
        file.WriteByte((byte)'\n');
    }
}
