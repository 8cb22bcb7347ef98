using System.Buffers;
using System.Text;
using System.Text.Json;
using Floe.Engine.DuckDb;

namespace Floe.Engine.Tables;

/// <summary>Rows that this process holds, on their way into DuckDB: one JSON literal that DuckDB unpacks with the given types.</summary>
internal sealed class JsonRows : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly IReadOnlyList<(string Name, string Type)> _columns;

    public JsonRows(IReadOnlyList<(string Name, string Type)> columns)
    {
        _columns = columns;
        Writer = new Utf8JsonWriter(_buffer);
        Writer.WriteStartArray();
    }

    public Utf8JsonWriter Writer { get; }

    public string ToQuery()
    {
        Writer.WriteEndArray();
        Writer.Flush();
        var types = "{" + string.Join(",", _columns.Select(column => $"{JsonSerializer.Serialize(column.Name, EngineJson.Default.String)}:{Type(column.Type)}")) + "}";
        return $"SELECT unnest(from_json({Quote.Text(Encoding.UTF8.GetString(_buffer.WrittenSpan))}, {Quote.Text($"[{types}]")}), max_depth := 2)";
    }

    public void Dispose() => Writer.Dispose();

    /// <summary>A type that is JSON already (a nested one) stays, a name is quoted.</summary>
    private static string Type(string type) => type[0] is '[' or '{' ? type : JsonSerializer.Serialize(type, EngineJson.Default.String);
}
