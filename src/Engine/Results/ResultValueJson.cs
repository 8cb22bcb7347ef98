using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Floe.Engine;

/// <summary>One value of a <see cref="ResultSet"/> as JSON.</summary>
internal static class ResultValueJson
{
    /// <summary>The largest integer that every JSON reader keeps exact: 2^53 - 1.</summary>
    private const long MaxExact = 9007199254740991;

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case sbyte or short or int or long or byte or ushort or uint or ulong or BigInteger:
                WriteInteger(writer, value);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case ResultStruct structure:
                writer.WriteStartObject();
                foreach (var (name, field) in structure.Fields)
                {
                    writer.WritePropertyName(name);
                    Write(writer, field);
                }
                writer.WriteEndObject();
                break;
            case ResultMap map:
                WriteArray(writer, map.Entries.Select(entry => (object?)new List<object?> { entry.Key, entry.Value }));
                break;
            case IReadOnlyList<object?> list:
                WriteArray(writer, list);
                break;
            default:
                writer.WriteStringValue(ResultText.Iso(value));
                break;
        }
    }

    public static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var integer) ? (object)integer : value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.EnumerateArray().Select(Read).ToList(),
        _ => new ResultStruct([.. value.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Read(field.Value)))]),
    };

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable<object?> values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            Write(writer, value);
        writer.WriteEndArray();
    }

    private static void WriteInteger(Utf8JsonWriter writer, object value)
    {
        var integer = value is BigInteger big ? big : value is ulong unsigned ? unsigned : new BigInteger(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        if (BigInteger.Abs(integer) <= MaxExact)
            writer.WriteNumberValue((long)integer);
        else
            writer.WriteStringValue(integer.ToString(CultureInfo.InvariantCulture));
    }
}
