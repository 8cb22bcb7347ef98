using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.Engine;

/// <summary>
/// <c>{"columns":[{"name":"id","type":"int"}],"rows":[[1]],"truncated":false}</c>. Nothing loses digits: integers beyond 2^53 and decimals are
/// strings, as are NaN and the infinities; dates and times are ISO 8601, binary is base64, a map is a list of [key, value] pairs.
/// </summary>
public sealed class ResultSetJsonConverter : JsonConverter<ResultSet>
{
    public override void Write(Utf8JsonWriter writer, ResultSet value, JsonSerializerOptions options)
    {
        ResultJson.Begin(writer, value.Columns);
        foreach (var row in value.Rows)
            ResultJson.Row(writer, row);
        ResultJson.End(writer, value.Truncated);
    }

    /// <summary>Values come back as JSON holds them: numbers as <c>long</c> or <c>double</c>, what was written as text as <c>string</c>.</summary>
    public override ResultSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var columns = root.GetProperty("columns").EnumerateArray()
            .Select(column => new ResultColumn(column.GetProperty("name").GetString()!, column.GetProperty("type").GetString()!))
            .ToList();
        var rows = root.GetProperty("rows").EnumerateArray()
            .Select(row => (IReadOnlyList<object?>)row.EnumerateArray().Select(ResultValueJson.Read).ToList())
            .ToList();
        return new ResultSet(columns, rows, root.GetProperty("truncated").GetBoolean());
    }
}
