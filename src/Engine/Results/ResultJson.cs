using System.Text.Json;

namespace Floe.Engine;

/// <summary>
/// The one JSON form of results, piece by piece: <c>{"columns":[{"name":"id","type":"int"}],"rows":[[1]],"truncated":false}</c>.
/// <c>jobs/runner/sql_runner.py</c> writes the same on Spark; docs/sql.md describes it.
/// </summary>
internal static class ResultJson
{
    public static void Begin(Utf8JsonWriter writer, IReadOnlyList<ResultColumn> columns)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("columns");
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
    }

    public static void Row(Utf8JsonWriter writer, IReadOnlyList<object?> row)
    {
        writer.WriteStartArray();
        foreach (var value in row)
            ResultValueJson.Write(writer, value);
        writer.WriteEndArray();
    }

    public static void End(Utf8JsonWriter writer, bool truncated)
    {
        writer.WriteEndArray();
        writer.WriteBoolean("truncated", truncated);
        writer.WriteEndObject();
    }
}
