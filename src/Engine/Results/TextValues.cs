using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Floe.Engine.Types;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Results;

/// <summary>Values that travel as text. A nested value becomes JSON whose leaves are all strings, so that no digit is lost on the way.</summary>
internal static class TextValues
{
    public static string ToText(string column, DuckType type) =>
        type is DuckStruct or DuckList or DuckMap ? $"CAST(to_json(CAST({column} AS {Shape(type)})) AS VARCHAR)" : $"CAST({column} AS VARCHAR)";

    public static object? FromText(string text, DuckType type)
    {
        if (type is not (DuckStruct or DuckList or DuckMap))
            return Leaf(text, type);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
        return Nested(document.RootElement, type);
    }

    /// <summary>The same type with strings for leaves.</summary>
    private static DuckType Shape(DuckType type) => type switch
    {
        DuckStruct structure => new DuckStruct([.. structure.Fields.Select(field => KeyValuePair.Create(field.Key, Shape(field.Value)))]),
        DuckList list => new DuckList(Shape(list.Element)),
        DuckMap map => new DuckMap(DuckTypes.Text, Shape(map.Value)),
        _ => DuckTypes.Text,
    };

    private static object? Nested(JsonElement json, DuckType type) => (json.ValueKind, type) switch
    {
        (JsonValueKind.Null, _) => null,
        (_, DuckStruct structure) => new ResultStruct([.. structure.Fields.Select(field => KeyValuePair.Create(field.Key, Nested(json.GetProperty(field.Key), field.Value)))]),
        (_, DuckList list) => json.EnumerateArray().Select(item => Nested(item, list.Element)).ToList(),
        (_, DuckMap map) => new ResultMap([.. json.EnumerateObject().Select(entry => KeyValuePair.Create(Leaf(entry.Name, map.Key), Nested(entry.Value, map.Value)))]),
        _ => Leaf(json.GetString()!, type),
    };

    private static object Leaf(string text, DuckType type) => type switch
    {
        DuckDecimal { Precision: <= 28 } => decimal.Parse(text, CultureInfo.InvariantCulture),
        DuckDecimal => IcebergDecimal.Parse(text),
        DuckScalar scalar => scalar.Name switch
        {
            "BOOLEAN" => text == "true",
            "TINYINT" or "SMALLINT" or "INTEGER" or "UTINYINT" or "USMALLINT" => int.Parse(text, CultureInfo.InvariantCulture),
            "BIGINT" or "UINTEGER" => long.Parse(text, CultureInfo.InvariantCulture),
            "HUGEINT" or "UBIGINT" or "UHUGEINT" => BigInteger.Parse(text, CultureInfo.InvariantCulture),
            "FLOAT" => (float)Floating(text),
            "DOUBLE" => Floating(text),
            "DATE" when DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var date) => date,
            "TIME" when TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) => time,
            "TIMESTAMP" when DateTime.TryParse(text, CultureInfo.InvariantCulture, out var timestamp) => timestamp,
            "TIMESTAMP WITH TIME ZONE" when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant) => instant,
            "UUID" => Guid.Parse(text),
            "BLOB" => Blob(text),
            _ => text,
        },
        _ => text,
    };

    private static double Floating(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>DuckDB writes printable ASCII as it is and other bytes as <c>\xAA</c>.</summary>
    private static byte[] Blob(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x';
            bytes.Add(isEscape ? byte.Parse(text.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : (byte)text[i]);
            i += isEscape ? 3 : 0;
        }
        return [.. bytes];
    }
}
