using System.Buffers;
using System.Text;
using System.Text.Json;
using Floe.Engine.DuckDb;

namespace Floe.Engine.Tables;

/// <summary>Rows that this process holds, on their way into DuckDB: one JSON literal that DuckDB unpacks with the given types.</summary>
internal sealed class JsonRows : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly IReadOnlyList<JsonColumn> _columns;

    public JsonRows(IReadOnlyList<JsonColumn> columns)
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
        var rows = $"SELECT unnest(from_json({Quote.Text(Encoding.UTF8.GetString(_buffer.WrittenSpan))}, {Quote.Text($"[{JsonColumn.Struct(_columns)}]")}), max_depth := 2)";
        return _columns.All(column => column.Sql is null)
            ? rows
            : $"SELECT {string.Join(", ", _columns.Select(column => column.Sql is { } sql ? $"{sql} AS {Quote.Name(column.Name)}" : Quote.Name(column.Name)))} FROM ({rows})";
    }

    public void Dispose() => Writer.Dispose();
}
