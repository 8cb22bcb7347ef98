using System.Text.Json;

namespace Floe.JobService.Kubernetes;

/// <summary>One line of a watch: what happened, and where in the line the object stands.</summary>
internal readonly record struct WatchFrame(string Type, Range Object)
{
    /// <exception cref="JsonException">The line is no event: the connection was cut in it.</exception>
    public static WatchFrame Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        string? type = null;
        Range? found = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An event of a watch is no object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                found = start..(int)reader.BytesConsumed;
            }
            else
            {
                reader.Skip();
            }
        }
        return new(type ?? throw new JsonException("An event of a watch has no type."), found ?? throw new JsonException("An event of a watch has no object."));
    }
}
